import { execFileSync } from 'node:child_process';

/** The sets of system calls that systemd knows, with the names and sets in each. */
function knownSets(): ReadonlyMap<string, readonly string[]> {
  const text = execFileSync('systemd-analyze', ['--no-pager', 'syscall-filter'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const sets = new Map<string, string[]>();
  let members: string[] = [];
  for (const line of text.split('\n')) {
    const name = line.trim();
    if (line.startsWith('@')) sets.set(name, (members = []));
    else if (line.startsWith(' ') && !name.startsWith('#')) members.push(name);
  }
  return sets;
}

/**
 * The system calls that a service may make.
 * @param filters each `SystemCallFilter=` in its order: the first allows, those that begin with "~" take away
 */
export function allowedCalls(filters: readonly string[]): readonly string[] {
  const sets = knownSets();
  const members = (name: string): readonly string[] =>
    name.startsWith('@') ? (sets.get(name) ?? []).flatMap(members) : [name];
  const allowed = new Set<string>();
  for (const filter of filters) {
    const names = filter.replace('~', '').split(' ').flatMap(members);
    for (const name of names) {
      if (filter.startsWith('~')) allowed.delete(name);
      else allowed.add(name);
    }
  }
  if (allowed.size === 0) throw new Error('systemd-analyze named no system calls');
  return [...allowed];
}
