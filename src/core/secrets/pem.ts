import type { Span } from './spans.js';

/** PEM blocks that are public. */
const publicBlocks =
  /^(?:(?:TRUSTED |X509 )?CERTIFICATE(?: REQUEST)?|X509 CRL|(?:RSA |EC )?PUBLIC KEY|PKCS7|CMS)$/;

const begin = '-----BEGIN ';
const end = '-----END ';

/** Longest label of a block, characters. */
const maxLabel = 64;

/** Blocks that are looked for in one text, which takes time: behind the last one all counts as one. */
const maxBlocks = 100;

/** A block of PEM in a text. */
interface PemBlock {
  readonly span: Span;
  readonly isPublic: boolean;
}

const noBlocks: readonly PemBlock[] = [];

/** The PEM blocks of a text, in their order. One without an end reaches up to the next quote. */
export function pemBlocks(text: string): readonly PemBlock[] {
  let from = text.indexOf(begin);
  if (from < 0) return noBlocks;
  const blocks: PemBlock[] = [];
  // A search that found nothing is not done again, so that the text is read once.
  let nextEnd = text.indexOf(end, from);
  let nextQuote = text.indexOf('"', from);
  while (from >= 0) {
    if (blocks.length >= maxBlocks) {
      blocks.push({ span: [from, text.length], isPublic: false });
      return blocks;
    }
    if (nextEnd >= 0 && nextEnd < from) nextEnd = text.indexOf(end, from);
    if (nextQuote >= 0 && nextQuote < from) nextQuote = text.indexOf('"', from);
    const label = labelAt(text, from + begin.length);
    const cut = nextQuote < 0 ? text.length : nextQuote;
    const hasEnd = nextEnd >= 0 && nextEnd < cut;
    const to = hasEnd ? endOfLine(text, nextEnd + end.length) : cut;
    blocks.push({ span: [from, to], isPublic: publicBlocks.test(label) });
    from = text.indexOf(begin, to);
  }
  return blocks;
}

function labelAt(text: string, at: number): string {
  return /^[A-Z\d ]{1,64}(?=-----)/.exec(text.slice(at, at + maxLabel + 5))?.[0] ?? '';
}

/** Where a last line ends whose label begins here. */
function endOfLine(text: string, at: number): number {
  const label = labelAt(text, at);
  return label === '' ? at : at + label.length + 5;
}
