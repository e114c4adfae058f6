/* oxlint-disable max-lines -- every sentence of the access analysis stands here, so that no two reports disagree */
import { formatPlace } from '#source/place';
import type { ReachCapability, ReachFacts, ReachKind, ReachWords } from './reach-facts.ts';
import { actionsOf, codeList, dataOf, grantPlace, idsOf, sentence } from './phrases.ts';

/** Turns the facts of one finding into its sentences: the only place where they are made, so that no two reports disagree. */
export function describeReach(kind: ReachKind, facts: ReachFacts): ReachWords {
  switch (kind) {
    case 'reach-excess':
      return excess(facts);
    case 'reach-leak':
      return leak(facts);
    case 'reach-missing':
      return missing(facts);
    case 'reach-drift':
      return drift(facts);
    case 'reach-escalation':
      return escalation(facts);
    case 'reach-tap':
      return tap(facts);
    default:
      return kind satisfies never;
  }
}

/** Title and meaning of a kind by itself, for rule lists. */
export const REACH_RULES: Readonly<Record<ReachKind, { readonly title: string; readonly help: string }>> = {
  'reach-excess': {
    title: 'More access than intended',
    help: 'One fault in this component is enough to reach data that nobody meant it to touch. Remove the grant, narrow it, or declare it in the intent file.',
  },
  'reach-leak': {
    title: 'Data goes where nobody declared it',
    help: 'The code and wiring as they stand already move this data here, with no fault at all. Stop the flow, or declare it in the intent file.',
  },
  'reach-missing': {
    title: 'Used but not granted',
    help: 'The code makes a call that no policy allows. It fails at run time, or works only because something else is too open.',
  },
  'reach-drift': {
    title: 'Declared but never used',
    help: 'The intent file allows what nothing does. Remove the line, so that the file stays true and the next grant is questioned.',
  },
  'reach-escalation': {
    title: 'Can gain the authority of another',
    help: 'Whoever takes over this component can act as another, with all the data that one reaches. Remove or narrow the permission that opens the way.',
  },
  'reach-tap': {
    title: 'Can attach a lasting reader',
    help: 'This permission creates a channel that goes on copying data after the intruder is gone. Keep it for deployment roles only.',
  },
};

const ABILITY: Readonly<Record<ReachCapability, string>> = {
  read: 'read',
  write: 'write to',
  delete: 'delete from',
  invoke: 'invoke',
  list: 'list the contents of',
  tap: 'attach a lasting reader to',
  admin: 'change who may use',
  pass: 'take over',
};

const DOING: Readonly<Record<ReachCapability, string>> = {
  read: 'reads',
  write: 'writes',
  delete: 'deletes',
  invoke: 'passes',
  list: 'lists',
  tap: 'copies',
  admin: 'administers',
  pass: 'controls',
};

const EXCESS_TITLE: Readonly<Record<ReachCapability, string>> = {
  read: 'Read access that nobody intended',
  write: 'Write access that nobody intended',
  delete: 'Delete access that nobody intended',
  invoke: 'Invoke access that nobody intended',
  list: 'List access that nobody intended',
  tap: 'Can attach a reader that nobody intended',
  admin: 'Administrative access that nobody intended',
  pass: 'Control that nobody intended',
};

function excess(facts: ReachFacts): ReachWords {
  if (facts.cached === true) return fromCache(facts);
  if (facts.stranger !== undefined) return byStranger(facts, facts.stranger);
  if (facts.scope !== undefined) return tooWide(facts, facts.scope);
  const title =
    facts.bulk && facts.capability === 'read' ? 'Bulk read that nobody intended' : EXCESS_TITLE[facts.capability];
  return {
    title,
    message: `\`${facts.service}\` ${can(facts)} ${ability(facts)}, and nobody declared it${andMore(facts)}`,
    why: sentences(stakes(facts), exposure(facts), doubt(facts)),
    fix: sentences(removal(facts), declaration(facts)),
  };
}

/** A cache before an API does not know who asked. */
function fromCache(facts: ReachFacts): ReachWords {
  const at = grantPlace(facts);
  const data = dataOf(facts);
  return {
    title: 'Answers kept for the next caller',
    message: `\`${facts.service}\` may keep answers that hold ${data}, and serve them to whoever asks next`,
    why: sentences(
      `At stake: ${data}.`,
      'A cache does not know who asked: what one caller may see, the next one gets without being asked who they are.',
    ),
    fix: sentences(
      `Turn caching off for this behaviour${at === undefined ? '' : ` at ${formatPlace(at)}`}, or make \`Authorization\` part of the cache key.`,
      `If the answers are public, ${declare(facts, true)}.`,
    ),
  };
}

/** The store's own policy opens it to somebody outside. */
function byStranger(facts: ReachFacts, stranger: string): ReachWords {
  const at = grantPlace(facts);
  return {
    title: 'Open to strangers',
    message: `${stranger} ${can(facts)} ${ability({ ...facts, service: '' })}, and nobody declared it public${andMore(facts)}`,
    why: sentences(
      stakes(facts),
      `No fault in the app is needed: the policy of \`${facts.store}\` allows it.`,
      doubt(facts),
    ),
    fix: sentences(
      `Name the principals that need \`${facts.store}\` in its policy${at === undefined ? '' : ` at ${formatPlace(at)}`}, and block public access.`,
      facts.capability === 'read'
        ? `If it is meant, declare \`${facts.store}\` with \`public: true\` and a reason in the intent file.`
        : undefined,
    ),
  };
}

/** The access is meant, but the grant covers more of the store than the code touches. */
function tooWide(facts: ReachFacts, scope: string): ReachWords {
  const actions = facts.actions.length === 0 ? 'the grant' : codeList(facts.actions);
  const at = grantPlace(facts);
  return {
    title: 'Grant wider than its use',
    message: `\`${facts.service}\` ${can(facts)} ${ability(facts)} as a whole, while its code touches only ${scope}${andMore(facts)}`,
    why: sentences(stakes(facts), exposure(facts), doubt(facts)),
    fix: `Narrow the resource of ${actions}${at === undefined ? '' : ` at ${formatPlace(at)}`} to ${scope}.`,
  };
}

function andMore({ more = 0 }: ReachFacts): string {
  if (more === 0) return '';
  return ` (and ${more} more ${more === 1 ? 'access' : 'accesses'} too many)`;
}

function leak(facts: ReachFacts): ReachWords {
  const data = dataOf(facts);
  const itself = facts.store === facts.service;
  const message = itself
    ? `\`${facts.service}\` ${facts.certainty === 'yes' ? 'already receives' : 'may already receive'} ${data}, which nobody declared`
    : `\`${facts.service}\` ${facts.certainty === 'yes' ? 'already' : 'probably already'} ${DOING[facts.capability]} ${data} ${side(facts.capability)} \`${facts.store}\`, which nobody declared`;
  const where = grantPlace(facts);
  return {
    title: itself ? 'Holds data that nobody declared' : 'Moves data that nobody declared',
    message,
    why: sentences(
      `No fault is needed: the code and wiring as they stand do it${where === undefined ? '' : ` (${formatPlace(where)})`}.`,
      facts.certainty === 'yes' ? `Whoever may read \`${facts.store}\` reads ${data} too.` : undefined,
      doubt(facts),
    ),
    fix: sentences(
      `Keep ${data} out of \`${facts.store}\`: pass on only the fields that are needed, and log identifiers instead of whole events.`,
      `If it is meant, ${declare(facts, itself)}.`,
    ),
  };
}

function missing(facts: ReachFacts): ReachWords {
  const actions = actionsOf(facts);
  return {
    title: 'Used but not granted',
    message: `\`${facts.service}\` needs ${actions} on \`${facts.store}\`, and no policy ${facts.certainty === 'yes' ? 'grants it' : 'certainly grants it'}`,
    why: sentences(
      `The call is refused at run time, or it works only because \`${facts.store}\` is open to more than it should be.`,
      facts.data.length > 0 ? `${sentence(dataOf(facts))} depends on it.` : undefined,
      doubt(facts),
    ),
    fix: `Grant ${actions} on \`${facts.store}\` to the role of \`${facts.service}\`, and on nothing else; or remove the call.`,
  };
}

function drift(facts: ReachFacts): ReachWords {
  return {
    title: 'Declared but never used',
    message: `\`${facts.service}\` is declared to ${ability({ ...facts, bulk: false })}, and nothing in the app does so`,
    why: 'An intent that nothing needs hides the next excess: a grant that matches it would pass without a question.',
    fix: `Remove the line for \`${facts.store}\` (${idsOf(facts)}) under \`${facts.service}\` in the intent file, or keep it with an acceptance that says why.`,
  };
}

function escalation(facts: ReachFacts): ReachWords {
  const gains = facts.gains ?? facts.store;
  return {
    title: 'Can gain the authority of another',
    message: `\`${facts.service}\` ${can(facts)} act with the authority of \`${gains}\` through ${actionsOf(facts)}`,
    why: sentences(
      `Whoever takes over \`${facts.service}\` then holds all that \`${gains}\` may touch${facts.data.length === 0 ? '' : `, here ${dataOf(facts)}`}.`,
      exposure(facts),
      doubt(facts),
    ),
    fix: `${sentence(removal(facts))} Where it is needed, name the exact role or function as its resource and bind the service with \`iam:PassedToService\`.`,
  };
}

function tap(facts: ReachFacts): ReachWords {
  return {
    title: 'Can attach a lasting reader',
    message: `\`${facts.service}\` ${can(facts)} attach a lasting reader to \`${facts.store}\` through ${actionsOf(facts)}`,
    why: sentences(
      `A tap goes on copying ${dataOf(facts)} after the intruder is gone, and none of its reads appear under the name of \`${facts.service}\`.`,
      exposure(facts),
      doubt(facts),
    ),
    fix: `${sentence(removal(facts))} Creating taps belongs to the role that deploys the app.`,
  };
}

function can(facts: ReachFacts): string {
  return facts.certainty === 'yes' ? 'can' : 'may be able to';
}

function ability(facts: ReachFacts): string {
  const store = facts.store === facts.service ? 'its own content' : `\`${facts.store}\``;
  if (facts.capability === 'read' && facts.bulk) return `read everything in ${store} at once`;
  return `${ABILITY[facts.capability]} ${store}`;
}

function stakes(facts: ReachFacts): string {
  const data = dataOf(facts);
  if (facts.capability === 'write') return `At stake: ${data}, which it could forge or overwrite.`;
  if (facts.capability === 'delete') return `At stake: ${data}, which it could destroy.`;
  if (facts.capability === 'admin') return `At stake: ${data}, which it could open to anyone.`;
  return facts.bulk ? `At stake: ${data}, every record of it.` : `At stake: ${data}.`;
}

function exposure(facts: ReachFacts): string | undefined {
  switch (facts.exposure) {
    case undefined:
      return undefined;
    case 'anyone':
      return `Anyone on the internet can make \`${facts.service}\` run with input of their choice, so one fault in its code is enough.`;
    case 'closed-group':
      return `A known group of users can make \`${facts.service}\` run with input of their choice, so one of them and one fault in its code are enough.`;
    case 'internal':
      return `Only other parts of the app start \`${facts.service}\`, so it takes a fault there or in its dependencies.`;
    case 'deploy-time':
      return `\`${facts.service}\` runs at deployment or on a schedule, so it takes a fault in its code or dependencies.`;
    default:
      return facts.exposure satisfies never;
  }
}

function doubt(facts: ReachFacts): string | undefined {
  if (facts.certainty === 'yes' || facts.because === undefined || facts.because.length === 0) return undefined;
  return `Not certain: ${facts.because.join('; ')}.`;
}

function removal(facts: ReachFacts): string {
  const at = grantPlace(facts);
  const where = at === undefined ? '' : ` at ${formatPlace(at)}`;
  const what = facts.actions.length === 0 ? 'the grant' : codeList(facts.actions);
  if (facts.used === 'no') return `Remove ${what}${where}: no code uses it.`;
  if (facts.used === 'unknown')
    return `Remove ${what}${where} if nothing uses it; the code could not be followed to the end.`;
  return `Narrow ${what}${where} to what \`${facts.service}\` needs.`;
}

function declaration(facts: ReachFacts): string {
  return `If it is meant, ${declare(facts, facts.store === facts.service)}.`;
}

function declare(facts: ReachFacts, itself: boolean): string {
  const line = itself
    ? `holds: ${idsOf(facts)}`
    : `may: [{ ${facts.capability}: ${idsOf(facts)}, in: ${facts.store} }]`;
  return `declare it under \`${facts.service}\` in the intent file: \`${line}\``;
}

function side(capability: ReachCapability): string {
  if (capability === 'write' || capability === 'invoke') return 'to';
  return capability === 'admin' || capability === 'pass' ? 'in' : 'from';
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
