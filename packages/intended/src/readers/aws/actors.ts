import type { Place } from '#source/place';
import type { Actor } from '#model/node';
import type { Route } from '#model/flow';
import type { Resolved } from '#model/value';
import { deferred, known } from '#model/value';
import { valueAt } from '#model/read-value';
import { flag } from './nodes.ts';
import type { Reading } from './reading.ts';

/** Who may call the routes, each once. An API key is no authentication: its callers are anyone. */
export function actorsOf(routes: readonly Route[], reading: Reading): readonly Actor[] {
  const actors = new Map<string, Actor>();
  for (const route of routes) {
    const actor = actorOf(route, reading);
    if (!actors.has(actor.id)) actors.set(actor.id, actor);
  }
  return [...actors.values()];
}

function actorOf(route: Route, reading: Reading): Actor {
  const { at } = route;
  // An undecided authorizer may be none at all.
  const authn = route.authn.kind === 'known' ? route.authn.value : { kind: 'none' as const, by: undefined };
  if (authn.kind === 'none' || authn.kind === 'key' || authn.kind === 'network')
    return actor('anyone', 'anyone', known(true, at), undefined, at);
  if (authn.kind === 'iam') return actor('partner', 'partner', known(false, at), undefined, at);
  const directory = authn.by;
  const id = directory === undefined ? 'signed-in' : `signed-in:${directory}`;
  return actor(id, 'signed-in', isOpen(directory, reading, at), directory, at);
}

/** May anyone become a user of this directory? A Cognito pool says so itself; of others nothing is known. */
export function isOpen(directory: string | undefined, reading: Reading, at: Place): Resolved<boolean> {
  const resource = directory === undefined ? undefined : reading.resources.get(directory);
  if (resource?.type !== 'AWS::Cognito::UserPool') return deferred('missing', directory ?? 'directory', at);
  const adminOnly = flag(
    valueAt(resource.properties, 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly'),
    false,
    resource,
  );
  return adminOnly.kind === 'known' ? known(!adminOnly.value, adminOnly.at) : adminOnly;
}

function actor(
  id: string,
  kind: Actor['actor'],
  open: Resolved<boolean>,
  directory: string | undefined,
  at: Place,
): Actor {
  return {
    kind: 'actor',
    id,
    service: '',
    type: 'actor',
    resources: [],
    at,
    origin: 'implicit',
    actor: kind,
    open,
    directory,
  };
}
