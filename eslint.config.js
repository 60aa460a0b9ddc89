import tseslint from 'typescript-eslint';

/** What may name the wall clock, timers and chance: design rule "time and chance come in through the Clock". */
const timeAndChance = [
  { name: 'Date', message: 'Time comes from the Clock (src/core/time/clock.ts).' },
  { name: 'performance', message: 'Time comes from the Clock (src/core/time/clock.ts).' },
  { name: 'setTimeout', message: 'Timers come from the Clock (src/core/time/clock.ts).' },
  { name: 'setInterval', message: 'Timers come from the Clock (src/core/time/clock.ts).' },
];

/** Rules for all TypeScript of the project, the page's too. */
const typeRules = {
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
};

export default tseslint.config(
  { ignores: ['dist/', 'page/src/api/openapi.d.ts', 'node_modules/', 'reports/', '.stryker-tmp/'] },
  {
    files: ['src/**/*.{ts,mts}', 'test/**/*.ts', 'vitest*.config.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...typeRules,
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['page/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './page/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...typeRules,
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...timeAndChance,
        { name: 'process', message: 'A library is a guest: only src/cli touches the process.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "BinaryExpression[operator='instanceof'][right.name=/^(Error|Promise)$/]",
          message:
            'Under Jest, errors of Node.js are of another realm: isError and isPromise (src/core/realm.ts).',
        },
        {
          selector: "MetaProperty[meta.name='import']",
          message:
            'The library is built as CommonJS, where import.meta is not: __dirname and __filename are.',
        },
        {
          selector: "BinaryExpression[operator='**'][left.raw='10']",
          message: 'Its last bits differ between versions of Node.js: powerOfTen (src/core/power-of-ten.ts).',
        },
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/core/process/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:process',
              allowImportNames: ['versions', 'nextTick'],
              message: 'A library is a guest: only src/core/process reads figures of the process.',
            },
            {
              name: 'node:perf_hooks',
              message:
                'Time comes from the Clock (src/core/time/clock.ts), figures of the process from src/core/process.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/core/time/clock.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['src/core/realm.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
