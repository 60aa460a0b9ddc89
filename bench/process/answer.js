/**
 * The child's side of `child.js`: answers each question with the function of that name, and ends with its parent.
 * @param {Readonly<Record<string, (about: any) => unknown>>} answers
 */
export function answerParent(answers) {
  process.on('message', (/** @type {{ question: string, about: unknown }} */ { question, about }) => {
    void answerOf(answers[question], about).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
}

/**
 * @param {((about: unknown) => unknown) | undefined} find
 * @param {unknown} about
 */
async function answerOf(find, about) {
  try {
    return { answer: await find?.(about) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
