import type { Parameter } from '../radio/declaration.js';
import { type Domain, decimalDomain, integerDomain, nameDomain } from '../radio/values/domain.js';
import type { CheckedParameter } from './parameter-schema.js';

/** A parameter of a custom method as the radio checks it. */
export function parameterOf(parameter: CheckedParameter): Parameter {
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
