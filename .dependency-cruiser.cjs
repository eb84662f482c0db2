/** Dependencies point inward: channels → dialogue → domain → storage; `app.ts` alone wires them. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-knows-no-channel',
      comment: 'Domain rooms never import channels, pages or the wiring.',
      severity: 'error',
      from: { path: '^src/(policy|regions|declaration|casework|digest|storage|dialogue)/' },
      to: { path: '^src/(channels|web|app|main|cli|commands)' },
    },
    {
      name: 'rooms-have-front-doors',
      comment: 'A room is entered by its index.ts.',
      severity: 'error',
      from: { path: '^(src/([^/]+)/|src/[^/]+\\.ts)' },
      to: {
        path: '^src/([^/]+)/.+',
        pathNot: ['^src/$2/', '^src/[^/]+/index\\.ts$', '^src/(channels|commands)/'],
      },
    },
    {
      name: 'regions-is-innermost',
      severity: 'error',
      from: { path: '^src/regions/' },
      to: { path: '^src/(?!regions/)' },
    },
    {
      name: 'src-imports-no-test',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { path: '^test/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
