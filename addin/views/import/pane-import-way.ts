import { importReply } from '../../../shared/protocol/imports.ts';
import type { Result } from '../../../shared/result.ts';
import { mendingOf, previewOf, takingOf } from '../../portal/import/office-table.ts';
import type { ImportWay } from '../../portal/import/use-import.ts';
import type { PortalOutcome, PortalProblem } from '../../portal/portal-problem.ts';
import { programPath } from '../../portal/program-path.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerProblem } from '../../sync/server/server-problem.ts';

/** How a table comes in from the pane: by the requests of the web app, as the person who is signed in here. */
export function paneImportWay(server: Pick<ServerClient, 'ask' | 'file'>, program: string): ImportWay {
  const imports = `${programPath(program)}/imports`;
  const schema = () => importReply;
  return {
    preview: async (table) => {
      const [path, { body }] = previewOf(imports, table);
      return toldAsWeb(await server.ask({ path, schema, sent: { method: 'POST', body } }));
    },
    take: async (table, importId) => {
      const [path, { body }] = takingOf(imports, table, importId);
      return toldAsWeb(await server.ask({ path, schema, sent: { method: 'POST', body, id: importId } }));
    },
    fetchExceptions: async (table) => {
      const [path, name, { body }] = mendingOf(imports, table);
      return toldAsWeb(await server.file({ path, name, sent: { method: 'POST', body } }));
    },
  };
}

function toldAsWeb<T>(outcome: Result<T, ServerProblem>): PortalOutcome<T> {
  return outcome.ok ? outcome : { ok: false, problem: webProblem(outcome.problem) };
}

function webProblem(problem: ServerProblem): PortalProblem {
  switch (problem.kind) {
    case 'offline':
    case 'signedOut':
    case 'busy':
      return problem;
    case 'serverFailed':
      return problem.code === 'unreadable_reply'
        ? { kind: 'unreadable', code: problem.code }
        : { kind: 'refused', code: problem.code, message: problem.detail, needs: null };
    case 'tooLarge':
      return { kind: 'refused', code: 'too_large', message: 'The table is too large.', needs: null };
    default:
      return { kind: 'refused', code: 'forbidden', message: `${wordsOfServerProblem(problem).title}.`, needs: null };
  }
}
