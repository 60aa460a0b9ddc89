/** Lets so many turns of the microtask queue pass: as many awaits of the code under test go on meanwhile. */
export async function hop(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await Promise.resolve();
}
