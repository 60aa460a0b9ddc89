/** The view "Radio". */
export function RadioView() {
  return <h1>Radio</h1>;
}
