/** The control port in the line in which `silvus-mock start` says where it listens. */
export function controlPortOf(stdout: string): number {
  const { control } = JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as { control: { port: number } };
  return control.port;
}
