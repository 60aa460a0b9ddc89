import { SilvusMockError } from '../core/errors.js';
import { excerpt } from '../core/text.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import type { FlashSettings } from '../radio/settings.js';
import type { Disk } from '../files/disk.js';
import { readRegular } from '../files/regular-file.js';
import { systemDisk } from '../files/system-disk.js';
import { type FlashAtStart, adoptFlash } from './adopt.js';
import { type StoredFlash, flashFormat, maxFlashBytes, readFlash } from './flash-file.js';
import type { OpenedStore } from './flash-store.js';
import { setAside } from './set-aside.js';
import { StateFolder } from './state-folder.js';
import { unusable } from './system-error.js';

/** Options of a radio's store. */
interface StoreOptions {
  readonly folder: string;
  /** Default: the file system of the machine. */
  readonly disk?: Disk | undefined;
  readonly model: RadioModel;
  readonly catalogue: Catalogue;
  /** Flash where there is no file; default: the factory settings. */
  readonly preset?: FlashSettings | undefined;
}

/**
 * Opens the folder and reads the radio's flash.
 * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`, `FLASH_TOO_NEW`; nothing is held then.
 */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const { folder: name, disk = systemDisk, model } = options;
  const folder = await StateFolder.open(disk, name);
  const { nodeid } = model.identity;
  const file = folder.fileOf(nodeid);
  try {
    const { flash, warnings } = await load(file, folder, options);
    const store = folder.storeOf(nodeid, model.name);
    return { store, flash, warnings: warnings.map((warning) => `flash in "${file}": ${warning}`) };
  } catch (error) {
    await folder.close();
    throw unusable(`"${file}"`, error);
  }
}

async function load(
  file: string,
  folder: StateFolder,
  { model, catalogue, preset }: StoreOptions,
): Promise<FlashAtStart> {
  const factory = catalogue.factorySettings(model);
  const content = await readRegular(folder.disk, file, maxFlashBytes);
  if (content === undefined) return { flash: preset ?? factory, warnings: [] };
  // A file that is too long is damaged, whatever it contains.
  const read = readFlash(content === 'too long' ? '' : content.text);
  switch (read.kind) {
    case 'whole':
      checkNodeId(file, read.stored, model);
      return adoptFlash(read.stored, catalogue, model);
    case 'newer':
      throw new SilvusMockError(
        'FLASH_TOO_NEW',
        `"${file}" has format version ${read.format}, written by a newer silvus-mock; this one reads up to ${flashFormat}`,
      );
    case 'damaged': {
      const aside = await setAside(file, folder);
      return {
        flash: factory,
        warnings: [`${read.why}; set aside as "${aside}", factory settings are used`],
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
