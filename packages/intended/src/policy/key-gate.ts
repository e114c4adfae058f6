import { BULK_READ } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { comparePiece } from './compare.ts';
import type { Masks } from './facet-masks.ts';
import type { Ground, RowRules } from './ground.ts';
import { judgeFacet } from './judge-facet.ts';
import { hasWord } from './words.ts';

const READS = capabilityBit('read') | BULK_READ | capabilityBit('tap');
const WRITES = capabilityBit('write');
const DECRYPT = ['decrypt'];
const ENCRYPT = ['generatedatakey', 'generatedatakeywithoutplaintext', 'encrypt'];

/** Takes from the masks of a node what its customer keys do not let the row do: read needs Decrypt, write a data key. */
export function throughKeys(
  masks: Masks,
  node: number,
  row: RowRules,
  ground: Ground,
  memo: Map<string, 0 | 1 | 2>,
): Masks {
  const found = ground.nodes[node];
  let result = masks;
  for (const key of found?.keys ?? []) {
    const gate = ground.nodeById.get(key);
    if (gate === undefined) continue;
    const service = found?.services[0] ?? '';
    result = limit(result, READS, mayUse(gate, service, DECRYPT, row, ground, memo));
    result = limit(result, WRITES, mayUse(gate, service, ENCRYPT, row, ground, memo));
  }
  return result;
}

function limit(masks: Masks, bits: number, verdict: 0 | 1 | 2): Masks {
  if (verdict === 2) return masks;
  const maybe = verdict === 1 ? masks.maybe : masks.maybe & ~bits;
  return { yes: masks.yes & ~bits, maybe, full: masks.full & maybe };
}

/** May the row use the key for the service in one of these ways? */
function mayUse(
  gate: number,
  service: string,
  actions: readonly string[],
  row: RowRules,
  ground: Ground,
  memo: Map<string, 0 | 1 | 2>,
): 0 | 1 | 2 {
  const memoKey = `${gate}|${service}|${actions[0] ?? ''}`;
  const known = memo.get(memoKey);
  if (known !== undefined) return known;
  const through: RowRules = {
    rules: row.rules.filter(
      (rule) => rule.via === undefined || rule.via.some((via) => comparePiece(via, viaName(service, ground)).some > 0),
    ),
    boundaries: row.boundaries,
  };
  let best: 0 | 1 | 2 = 0;
  for (const facet of ground.facetsOfNode[gate] ?? []) {
    const kind = ground.facets[facet]?.kind;
    const judged = judgeFacet(through, facet, ground);
    for (const action of actions) {
      const position = kind?.positions.get(action);
      if (position === undefined || judged === undefined) continue;
      if (hasWord(judged.certain, position)) best = 2;
      else if (best === 0 && hasWord(judged.possible, position)) best = 1;
    }
  }
  memo.set(memoKey, best);
  return best;
}

function viaName(service: string, ground: Ground): string {
  return `${service}.${ground.region}.amazonaws.com`;
}
