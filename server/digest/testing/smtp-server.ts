import { createServer, type Server } from 'node:net';

/** A mail server on loopback that keeps what it is given. */
export interface SmtpServer {
  readonly url: string;
  /** Envelope and message of each mail, as they came over the line. */
  readonly mails: { readonly recipients: readonly string[]; readonly message: string }[];
  close(): Promise<void>;
}

/** Speaks as much of RFC 5321 as a client needs; whom `refuses` names is told 550. */
export async function openSmtpServer(refuses = 'nobody@'): Promise<SmtpServer> {
  const mails: SmtpServer['mails'] = [];
  const server: Server = createServer((socket) => {
    let [heard, recipients, isData]: [string, string[], boolean] = ['', [], false];
    socket.write('220 loopback\r\n');
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      for (
        let end = heard.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        end !== -1;
        end = heard.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      ) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + (isData ? 5 : 2));
        if (isData) {
          mails.push({ recipients, message: line });
          [recipients, isData] = [[], false];
          socket.write('250 kept\r\n');
        } else if (/^rcpt to:/i.test(line)) {
          const isRefused = line.includes(refuses);
          if (!isRefused) recipients.push(line.slice('rcpt to:'.length));
          socket.write(isRefused ? '550 no such person\r\n' : '250 ok\r\n');
        } else if (/^data/i.test(line)) {
          isData = true;
          socket.write('354 go on\r\n');
        } else if (/^quit/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server listens on no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
