import { optionalSetting, setting } from './row.js';

/** Adversarial replies, within a contract ([fuzzing.md](../../../docs/fuzzing.md)). */
export const chaos = {
  level: optionalSetting({
    flag: '--chaos <level>',
    group: 'Chaos',
    summary:
      'bend replies as: radio (radios were seen to), json-rpc (the specifications allow), broken, hostile',
    takes: 'restart',
    schema: ({ z, chaosLevels }) => z.enum(chaosLevels),
    unset: 'off',
  }),
  share: setting({
    flag: '--chaos-share <n>',
    group: 'Chaos',
    summary: 'share of the exchanges that are bent, 0 to 1',
    takes: 'restart',
    schema: ({ z }) => z.number().min(0).max(1),
    default: 0.25,
  }),
  stages: setting({
    flag: '--chaos-stages <names>',
    group: 'Chaos',
    summary: 'what is bent: connect, login, read, write, blackout, report',
    takes: 'restart',
    schema: ({ z, chaosStages }) => z.array(z.enum(chaosStages)).min(1),
    default: ['connect', 'login', 'read', 'write', 'blackout', 'report'],
    shownDefault: 'all',
  }),
  only: setting({
    flag: '--only <case>',
    group: 'Chaos',
    summary: 'bend this case alone, whatever level, share and stages say',
    note: 'repeatable',
    takes: 'restart',
    schema: ({ chaosCases }) => chaosCases,
    default: [],
    shownDefault: 'none',
  }),
};
