import { readFile, stat } from 'node:fs/promises';
import { SilvusMockError } from '../core/errors.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { RadioModel } from '../radio/model.js';
import { type FlashAtStart, adoptFlash } from './adopt.js';
import { flashFormat, maxFlashBytes, readFlash } from './flash-file.js';
import type { OpenedStore } from './flash-store.js';
import { setAside } from './set-aside.js';
import { StateFolder } from './state-folder.js';
import { codeOf, unusable } from './system-error.js';

/** Options of a radio's store. */
interface StoreOptions {
  readonly folder: string;
  readonly model: RadioModel;
  readonly catalogue: Catalogue;
}

/**
 * Opens the folder and reads the radio's flash.
 * Rejects with `STATE_DIR_IN_USE`, `STATE_DIR_UNUSABLE`, `FLASH_TOO_NEW`; nothing is held then.
 */
export async function openStore({ folder: name, model, catalogue }: StoreOptions): Promise<OpenedStore> {
  const folder = await StateFolder.open(name);
  const { nodeid } = model.identity;
  const file = folder.fileOf(nodeid);
  try {
    const { flash, warnings } = await load(file, folder, model, catalogue);
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
  model: RadioModel,
  catalogue: Catalogue,
): Promise<FlashAtStart> {
  const factory = catalogue.factorySettings();
  const text = await textOf(file);
  if (text === undefined) return { flash: factory, warnings: [] };
  const read = readFlash(text);
  switch (read.kind) {
    case 'whole':
      return adoptFlash(read.stored, catalogue, model.name);
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

/** The text of a file; undefined where there is none. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile())
      throw new SilvusMockError('STATE_DIR_UNUSABLE', `"${file}" can't be used: it is no file`);
    // A file that is too long is damaged, whatever it contains.
    return found.size > maxFlashBytes ? '' : await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
