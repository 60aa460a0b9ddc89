/**
 * Names of custom methods, for the types; empty until a program adds its own:
 * `declare module 'silvus-mock' { interface CustomMethodNames { sensor_temp: true } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- programs merge their names into it
export interface CustomMethodNames {}
