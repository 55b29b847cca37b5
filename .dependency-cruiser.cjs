/** The direction of the house, addin → shared ← server, checked on every run. */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared/ decides; it may not import what acts.',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(server|addin|test)/' },
    },
    {
      name: 'addin-knows-no-server',
      severity: 'error',
      comment: 'The wire is shared/protocol.',
      from: { path: '^addin/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^server/' },
    },
    {
      name: 'server-knows-no-addin',
      severity: 'error',
      from: { path: '^server/', pathNot: '\\.test\\.ts$' },
      to: { path: '^addin/' },
    },
    {
      name: 'excel-host-stands-alone',
      severity: 'error',
      comment: 'The Excel host knows nothing of this product.',
      from: { path: '^addin/excel-host/' },
      to: { path: '^(shared|server|addin/(?!excel-host/))' },
    },
    {
      name: 'hucre-only-in-workbook',
      severity: 'error',
      comment: 'One folder on each side reads and writes .xlsx.',
      from: { pathNot: '^(server/(workbook|reports)/|addin/workbench/xlsx/|test/)' },
      to: { path: 'node_modules/hucre' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^addin/excel-host/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'addin/tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
