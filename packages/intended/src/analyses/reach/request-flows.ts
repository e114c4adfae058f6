import type { Route } from '#model/flow';
import { ALL, NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { bareField } from './bind-classifier.ts';
import { eventContextOf } from './classify.ts';
import type { Classifier } from './classify.ts';
import { requestClasses } from './code-flows.ts';
import type { Flow, FlowGraph, Seed } from './flow.ts';
import { cacheableOf, eventOf, nodeOf, responseOf } from './flow.ts';
import type { Landscape } from './landscape.ts';

/** Requests enter at routes: what their schema, their handler and their authentication show of them. */
export function requestFlows(landscape: Landscape, classifier: Classifier): FlowGraph {
  const graphs = landscape.application.routes
    .filter((route) => route.carriesData)
    .map((route) => routeGraph(route, landscape, classifier));
  return {
    flows: graphs.flatMap((graph) => graph.flows),
    seeds: [...graphs.flatMap((graph) => graph.seeds), ...authorizerSeeds(landscape, classifier)],
  };
}

/** A function that judges callers is shown their token, and whatever else of the request it asks for; never the body. */
function authorizerSeeds(landscape: Landscape, classifier: Classifier): Seed[] {
  return [...landscape.routesJudgedBy].flatMap(([id, routes]): Seed[] => {
    const [route] = routes;
    if (route === undefined || !landscape.computeById.has(id)) return [];
    const to = eventOf(id);
    const how = `the caller shows a token on ${route.id}`;
    const token: Seed = { to, classes: classifier.index.ofKinds('credential'), sure: true, how, at: route.at };
    const taken = requestClasses(landscape.factsByCompute.get(id), classifier, eventContextOf(id, landscape));
    if (taken === undefined) return [token];
    const more = { to, classes: taken.classes, sure: true, how: 'the authorizer takes it from the request' };
    return [token, { ...more, at: taken.at }];
  });
}

function routeGraph(route: Route, landscape: Landscape, classifier: Classifier): { flows: Flow[]; seeds: Seed[] } {
  const point = `${route.api}\u0000${route.id}`;
  const flows: Flow[] = [
    { from: point, to: route.api, only: ALL, sure: true, how: `request ${route.id}`, at: route.at },
  ];
  if (route.to !== undefined) flows.push(...answeringFlows(route, point, route.to, landscape));
  // A service integration sends what its template names, the body as a rule: who asks is proved to the API alone.
  const proof = route.to !== undefined && landscape.storeById.has(route.to) ? route.api : point;
  const seeds = [...bodySeeds(route, point, landscape, classifier), ...tokenSeeds(route, proof, classifier)];
  if (route.authn.kind === 'known' && route.authn.value.kind === 'user-pool' && route.authn.value.by !== undefined)
    flows.push({
      from: route.authn.value.by,
      to: proof,
      only: classifier.index.ofKinds('credential', 'personal', 'contact'),
      sure: true,
      how: 'signs the caller in: token and claims',
      at: route.at,
    });
  return { flows, seeds };
}

function answeringFlows(route: Route, point: string, to: string, landscape: Landscape): Flow[] {
  const how = `route ${route.id}`;
  // An API's answers are kept apart from its requests: a distribution before it caches answers only.
  const answers = responseOf(route.api);
  const passed: Flow = {
    from: answers,
    to: route.api,
    only: ALL,
    sure: true,
    how: 'passes the answer on',
    at: route.at,
  };
  if (landscape.computeById.has(to)) {
    const request: Flow = { from: point, to: eventOf(to), only: ALL, sure: true, how, at: route.at };
    if (nodeOf(route.api) === to) return [request];
    return [
      request,
      { from: responseOf(to), to: answers, only: ALL, sure: true, how: 'answers with it', at: route.at },
      passed,
      ...cacheableFlows(route, responseOf(to)),
    ];
  }
  return [
    { from: point, to, only: ALL, sure: true, how, at: route.at },
    { from: to, to: answers, only: ALL, sure: false, how: 'may answer with it', at: route.at },
    passed,
    ...cacheableFlows(route, to),
  ];
}

/** A cache before the API keeps answers to GET and HEAD only. */
function cacheableFlows(route: Route, from: string): Flow[] {
  if (!/^(GET|HEAD|ANY|\*)$/i.test(route.method)) return [];
  return [
    { from, to: cacheableOf(route.api), only: ALL, sure: true, how: `answers ${route.id} with it`, at: route.at },
  ];
}

function bodySeeds(route: Route, point: string, landscape: Landscape, classifier: Classifier): Seed[] {
  const seeds: Seed[] = [];
  for (const schema of landscape.schemasOn.get(route.api) ?? []) {
    if (schema.route !== undefined && schema.route !== route.id) continue;
    const classes = classifier.ofFields(schema.fields);
    const to = schema.direction === 'response' ? route.api : point;
    if (classes !== NONE)
      seeds.push({
        to,
        classes,
        sure: true,
        how: `${schema.origin} shows it in ${route.id}`,
        at: schema.fields[0]?.at ?? route.at,
      });
  }
  const taken =
    route.to === undefined
      ? undefined
      : requestClasses(landscape.factsByCompute.get(route.to), classifier, eventContextOf(route.to, landscape));
  if (taken !== undefined)
    seeds.push({
      to: point,
      classes: taken.classes,
      sure: true,
      how: `the handler takes it from ${route.id}`,
      at: taken.at,
    });
  const accepted = landscape.routeIntentById.get(route.id);
  // A proposal only repeats what was found: it must not feed itself.
  if (accepted !== undefined && landscape.intent.origin === 'file') {
    const classes = classifier.index.of(accepted.accepts);
    if (classes !== NONE)
      seeds.push({ to: point, classes, sure: true, how: 'the intent file declares it', at: accepted.at ?? route.at });
  }
  return seeds;
}

/** Whoever must show a token sends a credential with every request. */
function tokenSeeds(route: Route, to: string, classifier: Classifier): Seed[] {
  if (route.authn.kind !== 'known') return [];
  const { kind } = route.authn.value;
  // An API key says which client calls, not who: it opens no account.
  if (kind !== 'user-pool' && kind !== 'jwt' && kind !== 'custom') return [];
  const classes =
    kind === 'user-pool' || kind === 'jwt'
      ? classifier.index.ofKinds('credential') | claims(classifier)
      : classifier.index.ofKinds('credential');
  return classes === NONE
    ? []
    : [
        {
          to,
          classes,
          sure: true,
          how: `the caller shows a token on ${route.id}`,
          at: route.at,
        },
      ];
}

function claims(classifier: Classifier): ClassSet {
  return classifier.ofFields([bareField('email', 'claims'), bareField('username', 'claims')]);
}
