import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { leastRole } from '../../shared/access/duties.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Column } from '../../shared/tables/column.ts';
import { numberFormatOf } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

const columnSchema = z
  .object({
    name: z.string(),
    kind: z.string(),
    label: z.string(),
    help: z.string(),
    required: z.boolean(),
    computed: z.boolean(),
    numberFormat: z.string(),
    unit: z.string().optional(),
    values: z.array(z.string()).optional(),
    references: z.string().optional(),
    scale: z.number().optional(),
    pattern: z.string().optional(),
    maxLength: z.number().optional(),
  })
  .meta({ id: 'Column' });

const tableSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    help: z.string(),
    excelName: z.string(),
    key: z.array(z.string()),
    editors: z.enum(['editor', 'finance', 'admin']),
    columns: z.array(columnSchema),
  })
  .meta({ id: 'Table' });

const getSchema = createRoute({
  method: 'get',
  path: '/programs/{program}/schema',
  summary: 'Tables, columns, kinds, labels and lists',
  security: signedIn,
  request: { params: programPath },
  responses: answers(z.object({ tables: z.array(tableSchema) }), 'The schema, in the order of the sheets.'),
});

export function schemaRoutes(_services: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getSchema, (c) => c.json({ tables: tables.map(describeTable) }, 200));
}

function describeTable({ name, label, help, excelName, key, duty, columns }: Table): z.infer<typeof tableSchema> {
  const described = Object.entries(columns).map(([column, definition]) => describeColumn(column, definition));
  return { name, label, help, excelName, key: [...key], editors: leastRole(duty), columns: described };
}

function describeColumn(name: string, column: Column): z.infer<typeof columnSchema> {
  return {
    name,
    kind: column.kind,
    label: column.label,
    help: column.help,
    required: column.required === true,
    computed: column.computed === true,
    numberFormat: numberFormatOf(column),
    unit: column.unit,
    ...(column.kind === 'list' ? { values: [...column.values] } : {}),
    ...(column.kind === 'reference' ? { references: column.table } : {}),
    ...(column.kind === 'decimal' ? { scale: column.scale } : {}),
    ...(column.kind === 'code' ? { pattern: column.pattern } : {}),
    ...('maxLength' in column ? { maxLength: column.maxLength } : {}),
  };
}
