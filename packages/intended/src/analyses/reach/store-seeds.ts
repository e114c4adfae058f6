import type { Store } from '#model/node';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import type { Classifier } from './classify.ts';
import type { Flow, Seed } from './flow.ts';
import type { Landscape } from './landscape.ts';

/** What stores hold by their own definition: schemas, kinds, and what the intent file says of them. */
export function storeSeeds(landscape: Landscape, classifier: Classifier): readonly Seed[] {
  const seeds: Seed[] = [];
  for (const store of landscape.stores) {
    const seed = (classes: ClassSet, how: string, at = store.at): void => {
      if (classes !== NONE) seeds.push({ to: store.id, classes, sure: true, how, at });
    };
    const schemas = landscape.schemasOn.get(store.id) ?? [];
    seed(classifier.ofStore(store, schemas), 'by its schema, name or nature', schemas[0]?.fields[0]?.at);
    seed(classesOfKind(store, landscape, classifier), 'by its nature');
    const declared = landscape.intent.services.get(store.id);
    // A proposal only repeats what was found: it must not feed itself.
    if (declared !== undefined && landscape.intent.origin === 'file')
      seed(classifier.index.of(declared.holds), 'the intent file declares it', declared.at);
  }
  for (const external of landscape.intent.external) {
    const classes = classifier.index.of(external.holds);
    if (classes !== NONE && external.at !== undefined)
      seeds.push({ to: external.id, classes, sure: true, how: 'the intent file declares it', at: external.at });
  }
  return seeds;
}

function classesOfKind(store: Store, landscape: Landscape, { index }: Classifier): ClassSet {
  if (store.holds === 'users') return index.ofKinds('credential') | index.ofKinds('personal', 'contact');
  if (store.holds === 'secret') return index.ofKinds('credential');
  if (store.holds === 'logs' || store.holds === 'metrics') return index.ofKinds('infrastructure');
  if (landscape.runnersOf.has(store.id)) return index.ofKinds('content', 'code');
  return NONE;
}

/** Whoever uses the site signs in with the app's own directory: the browser sees what it types. */
export function browserFlows(landscape: Landscape): readonly Flow[] {
  const pools = landscape.stores.filter((store) => store.holds === 'users');
  const browsers = landscape.computes.filter((compute) => compute.role === 'browser');
  return browsers.flatMap((browser) =>
    pools.map((pool): Flow => ({
      from: pool.id,
      to: browser.id,
      only: (1n << 64n) - 1n,
      sure: true,
      how: 'signs in through the site',
      at: browser.at,
    })),
  );
}
