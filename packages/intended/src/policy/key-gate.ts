import { BULK_READ } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { comparePiece } from './compare.ts';
import type { Masks } from './facet-masks.ts';
import type { Ground, RowRules } from './ground.ts';
import { itemAt } from './item-at.ts';
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
  const { keys, services } = itemAt(ground.nodes, node);
  let result = masks;
  for (const key of keys) {
    const gate = ground.nodeById.get(key);
    if (gate === undefined) continue;
    result = limit(result, READS, mayUse(gate, services, DECRYPT, row, ground, memo));
    result = limit(result, WRITES, mayUse(gate, services, ENCRYPT, row, ground, memo));
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
  services: readonly string[],
  actions: readonly string[],
  row: RowRules,
  ground: Ground,
  memo: Map<string, 0 | 1 | 2>,
): 0 | 1 | 2 {
  const memoKey = `${gate}|${services.join()}|${actions.join()}`;
  const known = memo.get(memoKey);
  if (known !== undefined) return known;
  const through: RowRules = {
    rules: row.rules.filter(
      (rule) =>
        rule.via?.some((via) => services.some((one) => comparePiece(via, viaName(one, ground)).some > 0)) !== false,
    ),
    boundaries: row.boundaries,
  };
  let best: 0 | 1 | 2 = 0;
  for (const facet of itemAt(ground.facetsOfNode, gate)) {
    const { kind } = itemAt(ground.facets, facet);
    const judged = judgeFacet(through, facet, ground);
    for (const action of actions) {
      const position = kind.positions.get(action);
      if (position === undefined) continue;
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
