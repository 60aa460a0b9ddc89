import { portNames } from '../../ports/registry.js';
import { type Command, Option } from 'commander';
import { command, examples } from '../command.js';
import { type ControlFlags, addControlFlags } from './control-flags.js';
import type { FaultFlags } from './fault-add.js';

/** Faults, put on and taken off. */
export function faultCommand(): Command {
  const add = addCommand();
  return (
    command('fault')
      .description('Put faults on, list them, take them off.')
      .addHelpText('after', examples('fault add busy', 'fault list', 'fault remove busy'))
      .addCommand(add)
      .addCommand(listCommand())
      .addCommand(removeCommand())
      .addCommand(clearCommand())
      .addCommand(kindsCommand())
      // What the kinds take is loaded only where it is needed.
      .hook('preSubcommand', async (_self, sub) => {
        if (sub === add) await completeFaultCommand(add);
      })
  );
}

/** Gives `fault add`, or all that is below `fault`, what is derived from the kinds of faults. */
export async function completeFaultCommand(fault: Command): Promise<void> {
  const { addKinds } = await import('./fault-kinds.js');
  const add = fault.commands.find((each) => each.name() === 'add') ?? fault;
  addKinds(add);
}

function addCommand(): Command {
  return (
    addControlFlags(
      command('add')
        .description('Put a fault on and print its name.')
        .argument('<kind>', 'kind of fault, see below')
        .option('--name <name>', 'what it is listed and removed by (its kind)')
        .option('--method <method>', 'only calls of it; again for more', alsoThis)
        .addOption(new Option('--access <access>', 'only one kind of call').choices(['read', 'write']))
        .addOption(new Option('--port <port>', 'only one port').choices(portNames))
        .option('--peer <address>', 'only this client, with or without its port')
        .option('--nth <n>', 'only the nth of the calls that match, from 1')
        .option('--probability <p>', 'how likely it acts, 0 to 1 (1)')
        .option('--times <n>', 'how often it acts at the most (without end)')
        .option('--delay-before <time>', 'wait before it acts (0)'),
    )
      // Told by ourselves, with what the kind does take.
      .allowUnknownOption()
      .allowExcessArguments()
      .action(async (kind: string, flags: FaultFlags, self: Command) => {
        const { addFault } = await import('./fault-add.js');
        await addFault(kind, self.args.slice(1), flags, self.opts());
      })
  );
}

function listCommand(): Command {
  return addControlFlags(command('list'))
    .description('Print the faults that are on, in the order in which they act.')
    .addHelpText('after', examples('fault list', 'fault list --json'))
    .action(async (flags: ControlFlags) => {
      const { listFaults } = await import('./faults.js');
      await listFaults(flags);
    });
}

function removeCommand(): Command {
  return addControlFlags(command('remove'))
    .description('Take a fault off.')
    .argument('<name>', 'its name, as fault list shows it')
    .addHelpText('after', examples('fault remove latency'))
    .action(async (name: string, flags: ControlFlags) => {
      const { removeFault } = await import('./faults.js');
      await removeFault(name, flags);
    });
}

function clearCommand(): Command {
  return addControlFlags(command('clear'))
    .description('Take all faults off.')
    .addHelpText('after', examples('fault clear'))
    .action(async (flags: ControlFlags) => {
      const { clearFaults } = await import('./faults.js');
      await clearFaults(flags);
    });
}

function kindsCommand(): Command {
  return addControlFlags(command('kinds'))
    .description('Print the kinds of faults and what they take.')
    .addHelpText('after', examples('fault kinds'))
    .action(async (flags: ControlFlags) => {
      const { listKinds } = await import('./faults.js');
      await listKinds(flags);
    });
}

/** Collects a flag that can be given again. */
function alsoThis(each: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), each];
}
