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
      from: {
        path: '^src/(policy|regions|declaration|casework|sheets|register|alerts|visits|record|rights|digest|storage|dialogue)/',
      },
      to: { path: '^src/(channels|web|app|service|main|cli|commands)' },
    },
    {
      name: 'rooms-have-front-doors',
      comment: 'A room is entered by its index.ts.',
      severity: 'error',
      from: { path: '^(src/([^/]+)/|src/[^/]+\\.ts)', pathNot: '^src/web/page/' },
      to: {
        path: '^src/([^/]+)/.+',
        // The page shares the dialogue's pure types of what is shown; its front door would bring the whole server.
        pathNot: [
          '^src/$2/',
          '^src/[^/]+/index\\.ts$',
          '^src/(channels|commands)/',
          '^src/dialogue/view\\.ts$',
        ],
      },
    },
    {
      name: 'regions-is-innermost',
      severity: 'error',
      from: { path: '^src/regions/' },
      to: { path: '^src/(?!regions/)' },
    },
    {
      name: 'casework-knows-no-way-in',
      comment: 'Register, alerts, visits, records and rights build on casework, never the other way round.',
      severity: 'error',
      from: { path: '^src/(casework|declaration|storage|sheets)/' },
      to: { path: '^src/(register|alerts|visits|record|rights|digest|dialogue)/' },
    },
    {
      name: 'page-runs-alone',
      comment:
        'Of the server the page knows types, and the pure checks that a device makes by the same rules.',
      severity: 'error',
      from: { path: '^src/web/page/' },
      to: {
        path: '^src/(?!web/page/)',
        pathNot: [
          '^src/channels/web/wire\\.ts$',
          '^src/dialogue/view\\.ts$',
          '^src/declaration/(id-number|mask)\\.ts$',
        ],
      },
    },
    {
      name: 'page-code-is-pure',
      comment: 'What the page takes from the server must bring nothing else along.',
      severity: 'error',
      from: { path: '^src/(channels/web/wire|dialogue/view|declaration/(id-number|mask))\\.ts$' },
      to: { pathNot: '^src/dialogue/view\\.ts$' },
    },
    {
      name: 'server-knows-no-page',
      severity: 'error',
      from: { path: '^src/(?!web/page/)' },
      to: { path: '^src/web/page/' },
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
