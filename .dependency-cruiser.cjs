/** The floors of docs/architecture.md: a room imports from floors below it, never from above or across a wall. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'radio-knows-only-floor-0',
      severity: 'error',
      from: { path: '^src/(radio|network)/' },
      to: {
        path: '^src/',
        pathNot: '^src/(radio|network)/|^src/(clock|random|errors|duration|frozen|json|virtual-clock)\\.ts$',
      },
    },
    {
      name: 'floor-0-knows-nothing-above',
      severity: 'error',
      from: {
        path: '^src/config/|^src/(clock|random|errors|duration|frozen|json|events|logger|log-sampler|sampled-logger|virtual-clock)\\.ts$',
      },
      to: {
        path: '^src/(worker|journal|faults|flash|supervision|metrics|scenario|custom|deferred|rpc|front|control|reports|cli|testing|observe)/|^src/(controls|reload)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'worker-knows-nothing-above',
      severity: 'error',
      from: { path: '^src/(worker|journal|faults|flash|supervision|metrics|custom|deferred)/' },
      to: {
        path: '^src/(rpc|front|control|reports|cli|testing)/|^src/(controls|reload)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'observe-knows-only-floor-0',
      severity: 'error',
      from: { path: '^src/observe/' },
      to: { path: '^src/', pathNot: '^src/observe/|^src/(clock|errors|frozen)\\.ts$' },
    },
    {
      name: 'rpc-knows-nothing-above',
      severity: 'error',
      from: { path: '^src/rpc/' },
      to: {
        path: '^src/(front|control|reports|cli|testing)/|^src/(controls|reload)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'front-never-sees-the-radio',
      severity: 'error',
      from: { path: '^src/front/' },
      to: {
        path: '^src/(radio|network|flash|control|reports|cli|testing)/|^src/(controls|reload)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'scenario-knows-nothing-above',
      severity: 'error',
      from: { path: '^src/scenario/' },
      to: {
        path: '^src/(rpc|front|control|controls|reload|reports|cli|testing)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'control-never-sees-the-front',
      severity: 'error',
      from: { path: '^src/control/' },
      to: {
        path: '^src/(front|flash|cli|testing)/|^src/(controls|reload)/|^src/(index|simulator|simulator-events|simulator-options|program-settings|create|closing|life|machinery|upkeep|device|device-state|ports|announcer)\\.ts$',
      },
    },
    {
      name: 'nobody-imports-the-cli',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'only-declared-dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
