import { SilvusMockError } from '../core/errors.js';
import { excerpt } from '../core/text.js';
import type { RadioModel } from '../radio/model.js';
import type { Disk } from '../files/disk.js';
import { readRegular } from '../files/regular-file.js';
import { systemDisk } from '../files/system-disk.js';
import { type FlashAtStart, adoptFlash, initialFlash, initialName } from './adopt.js';
import { type StoredFlash, flashFormat, maxFlashBytes, readFlash } from './flash-file.js';
import type { FlashUser, OpenedStore } from './flash-store.js';
import { setAside } from './set-aside.js';
import { type FlashFile, StateFolder } from './state-folder.js';
import { unusable } from './system-error.js';

/**
 * Opens a state folder. Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`; nothing is held then.
 * @param disk default: the file system of the machine
 */
export function openFolder(path: string, disk: Disk = systemDisk): Promise<StateFolder> {
  return StateFolder.open(disk, path);
}

/** The file of a radio, and the flash that it boots with. */
interface OpenedFile extends Omit<OpenedStore, 'store'> {
  readonly store: FlashFile;
}

/** Reads a radio's flash. Rejects with `STATE_DIR_UNUSABLE`, `FLASH_TOO_NEW`. */
export async function openStore(folder: StateFolder, radio: FlashUser): Promise<OpenedFile> {
  const { name, identity } = radio.model;
  const file = folder.fileOf(identity.nodeid);
  try {
    const { flash, warnings } = await load(file, folder, radio);
    const store = folder.storeOf(identity.nodeid, name);
    return { store, flash, warnings: warnings.map((warning) => `flash in "${file}": ${warning}`) };
  } catch (error) {
    throw unusable(`"${file}"`, error);
  }
}

async function load(file: string, folder: StateFolder, radio: FlashUser): Promise<FlashAtStart> {
  const content = await readRegular(folder.disk, file, maxFlashBytes);
  if (content === undefined) return { flash: initialFlash(radio), warnings: [] };
  // A file that is too long is damaged, whatever it contains.
  const read = readFlash(content === 'too long' ? '' : content.text);
  switch (read.kind) {
    case 'whole':
      checkNodeId(file, read.stored, radio.model);
      return adoptFlash(read.stored, radio);
    case 'newer':
      throw new SilvusMockError(
        'FLASH_TOO_NEW',
        `"${file}" has format version ${read.format}, written by a newer silvus-mock; this one reads up to ${flashFormat}`,
      );
    case 'damaged': {
      const aside = await setAside(file, folder);
      return {
        flash: initialFlash(radio),
        warnings: [`${read.why}; set aside as "${aside}", ${initialName(radio)} settings are used`],
      };
    }
  }
}

/** A file under the name of another radio is a mistake of whoever restored it: its settings are those of the other. */
function checkNodeId(file: string, { nodeid }: StoredFlash, { identity }: RadioModel): void {
  if (nodeid === identity.nodeid) return;
  throw new SilvusMockError(
    'STATE_DIR_UNUSABLE',
    `"${file}" can't be used: it is the flash of node ID "${excerpt(nodeid)}"; allowed: "${identity.nodeid}", as in its name`,
  );
}
