/** The clock of the simulator, and the button that resets it. */
export function TimeControls() {
  return null;
}
