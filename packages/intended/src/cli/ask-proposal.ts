import type { Proposal } from './engine-door.ts';

const VALUES = ['0 public', '1 internal', '2 confidential', '3 highly confidential', '4 strictly confidential'];

/** Asks class by class on a terminal; the text to write, or undefined when the person would rather not. */
export async function askProposal(proposal: Proposal, name: string): Promise<string | undefined> {
  const { confirm, isCancel, multiselect, note } = await import('@clack/prompts');
  if (proposal.exists) {
    note(proposal.added.join('\n'), `Not in ${name} yet`);
    const answer = await confirm({ message: `Add this to ${name}?` });
    return !isCancel(answer) && answer ? proposal.text : undefined;
  }
  if (proposal.classes.length === 0) note('no data was recognised', 'Data found');
  const classes = proposal.classes.toSorted((one, other) => other.value - one.value);
  const options = classes.map((one) => ({
    value: one.id,
    label: `${one.id}: ${one.title}`,
    hint: VALUES[one.value] ?? '',
  }));
  const kept =
    options.length === 0
      ? []
      : await multiselect({
          message: 'Which of this data is in the app?',
          options,
          initialValues: options.map((one) => one.value),
          required: false,
        });
  if (isCancel(kept)) return undefined;
  const values = await askValues(classes.filter((one) => kept.includes(one.id)));
  if (values === undefined) return undefined;
  const dropped = new Set(classes.map((one) => one.id).filter((id) => !kept.includes(id)));
  const answer = await confirm({ message: `Write ${name}?` });
  return !isCancel(answer) && answer ? proposal.refine({ dropped, values }) : undefined;
}

/** Only the values that a person wants to change are asked for. */
async function askValues(classes: Proposal['classes']): Promise<ReadonlyMap<string, number> | undefined> {
  const { isCancel, multiselect, select } = await import('@clack/prompts');
  const values = new Map<string, number>();
  if (classes.length === 0) return values;
  const options = classes.map((one) => ({ value: one.id, label: `${one.id}: ${VALUES[one.value] ?? ''}` }));
  const changed = await multiselect({
    message: 'Whose value is another? (none: press enter)',
    options,
    required: false,
  });
  if (isCancel(changed)) return undefined;
  for (const id of changed) {
    const initialValue = classes.find((one) => one.id === id)?.value ?? 2;
    const value = await select({
      message: `What is \`${id}\` worth?`,
      initialValue,
      options: VALUES.map((label, index) => ({ value: index, label })),
    });
    if (isCancel(value)) return undefined;
    values.set(id, value);
  }
  return values;
}
