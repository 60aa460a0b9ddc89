import type { CheckedMethod, CheckedParameter } from './schema.js';
import type { MethodDeclaration, Parameter } from '../radio/declaration.js';
import { type Domain, decimalDomain, integerDomain, nameDomain } from '../radio/values/domain.js';

/** Longer replies are cut in lists of methods. */
const maxShown = 200;

/** The declaration of a custom method in the catalogue. */
export function declared(method: CheckedMethod): MethodDeclaration {
  const { name, summary = 'Custom method', effect, servedOn, result } = method;
  const access = method.access ?? (effect === 'none' ? 'read' : 'action');
  const parameters = method.params.map(parameterOf);
  return {
    name,
    family: 'custom',
    summary,
    access,
    parameters: () => parameters,
    result: result === undefined ? 'what its function gives' : JSON.stringify(result).slice(0, maxShown),
    settings: [],
    persistence: 'none',
    effect,
    deadline: method.deadline ?? (access === 'read' ? 'read' : 'rf-write'),
    servedOn,
    source: 'custom',
    trust: 'own',
  };
}

function parameterOf(parameter: CheckedParameter): Parameter {
  const { name, secret, optional } = parameter;
  return {
    name,
    domain: domainOf(parameter),
    ...(secret ? { secret } : {}),
    ...(optional ? { optional } : {}),
  };
}

function domainOf(parameter: CheckedParameter): Domain {
  switch (parameter.kind) {
    case 'integer':
      return withUnit(integerDomain, parameter);
    case 'decimal':
      return withUnit(decimalDomain, parameter);
    case 'choice':
      return nameDomain(parameter.values);
    case 'text':
      return textDomain(parameter.maxLength);
  }
}

function withUnit(
  domain: (min: number, max: number, unit: string) => Domain,
  { min, max, unit }: Extract<CheckedParameter, { readonly min: number }>,
): Domain {
  if (unit !== undefined) return domain(min, max, unit);
  const plain = domain(min, max, '');
  return {
    kind: plain.kind,
    range: { min, max },
    allowed: plain.allowed.replace(/ (?=,|$)/, ''),
    holds: (text) => plain.holds(text),
  };
}

function textDomain(maxLength: number): Domain {
  return {
    kind: 'text',
    allowed: `a text of at most ${maxLength} characters`,
    holds: (text) => text.length <= maxLength,
  };
}
