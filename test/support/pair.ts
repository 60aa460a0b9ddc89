/** Two nodes a kilometre apart that hear each other. @param hosts that they are served at */
export function pair(one: number, two: number, hosts: readonly string[] = []) {
  return {
    settings: { max_link_distance: 5_000 },
    nodes: [one, two].map((nodeid, index) => {
      const host = hosts[index];
      const position = { latitude: 48.137 + index * 0.009, longitude: 11.575 };
      return { nodeid, position, ...(host === undefined ? {} : { served: { host } }) };
    }),
  };
}
