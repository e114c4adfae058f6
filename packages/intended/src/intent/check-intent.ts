import type { Application } from '#model/application';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import type { Intent } from './intent.ts';
import { nodeIds } from './declared-nodes.ts';
import { didYouMean } from './near-name.ts';

export interface KnownNames {
  /** Ids of every control, for acceptances; undefined where the caller does not know them. */
  readonly controls?: ReadonlySet<string>;
}

/**
 * Compares the names in an intent file with the application: services, stores, routes and accepted resources that are not
 * there, each with its place, the nearest name and what to do. A proposal names nothing else and is not checked.
 */
export function checkIntent(intent: Intent, application: Application, known: KnownNames = {}): readonly Diagnostic[] {
  if (intent.origin === 'proposed') return [];
  const nodes = nodeIds(application);
  const declared = declaredIds(intent);
  const names = new Set([...nodes, ...declared]);
  return [
    ...checkServices(intent, names),
    ...checkExternals(intent, nodes),
    ...checkRoutes(intent, application),
    ...checkAcceptances(intent, application, names, known.controls),
  ];
}

/** Names that the intent file itself brings in. */
function declaredIds(intent: Intent): Set<string> {
  const ids = new Set(intent.external.map((external) => external.id));
  for (const service of intent.services.values()) if (service.holds.length > 0) ids.add(service.service);
  return ids;
}

function checkServices(intent: Intent, names: ReadonlySet<string>): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const service of intent.services.values()) {
    if (!names.has(service.service))
      found.push(
        missing(
          intent,
          service.at,
          `service \`${service.service}\``,
          service.service,
          names,
          'remove it, add the template that defines it, or say what it `holds` if it was made by hand',
        ),
      );
    for (const permission of service.may)
      for (const target of permission.in)
        if (!names.has(target))
          found.push(
            missing(
              intent,
              permission.at,
              `\`${target}\`, which \`${service.service}\` may ${permission.verb},`,
              target,
              names,
              'correct the name, or declare it under `external`',
            ),
          );
  }
  return found;
}

function checkExternals(intent: Intent, nodes: ReadonlySet<string>): readonly Diagnostic[] {
  return intent.external
    .filter((external) => nodes.has(external.id))
    .map((external) =>
      warning(
        intent,
        external.at,
        `external \`${external.id}\` is in the application itself; move what it holds to \`services\``,
      ),
    );
}

function checkRoutes(intent: Intent, application: Application): readonly Diagnostic[] {
  const routes = new Set(application.routes.map((route) => route.id));
  return intent.routes
    .filter((route) => !routes.has(route.route))
    .map((route) =>
      missing(
        intent,
        route.at,
        `route \`${route.route}\``,
        route.route,
        routes,
        'remove it or add the template that defines it',
      ),
    );
}

function checkAcceptances(
  intent: Intent,
  application: Application,
  names: ReadonlySet<string>,
  controls: ReadonlySet<string> | undefined,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const acceptance of intent.accept) {
    const { finding, on, in: store, at } = acceptance;
    if (controls !== undefined && !finding.endsWith('*') && !controls.has(finding))
      found.push(
        warning(
          intent,
          at,
          `\`${finding}\` is not a control${didYouMean(finding, controls) || '; remove the acceptance or correct its id'}`,
        ),
      );
    if (on !== '*' && !names.has(on) && !application.resources.has(on))
      found.push(
        missing(
          intent,
          at,
          `\`${on}\`, on which \`${finding}\` is accepted,`,
          on,
          names,
          'correct the name or remove the acceptance',
        ),
      );
    if (store !== undefined && !names.has(store))
      found.push(
        missing(
          intent,
          at,
          `\`${store}\`, in which \`${finding}\` is accepted,`,
          store,
          names,
          'correct the name or remove the acceptance',
        ),
      );
  }
  return found;
}

function missing(
  intent: Intent,
  at: Place | undefined,
  what: string,
  name: string,
  names: ReadonlySet<string>,
  remedy: string,
): Diagnostic {
  return warning(intent, at, `${what} is not in the application${didYouMean(name, names) || `; ${remedy}`}`);
}

function warning(intent: Intent, at: Place | undefined, message: string): Diagnostic {
  return { severity: 'warning', place: at ?? wholeFile(intent.file ?? 'intended.yaml'), message };
}
