import { formatPlace } from '#source/place';
import type {
  Acceptance,
  Attestation,
  DataClass,
  ExternalIntent,
  Intent,
  Permission,
  RouteIntent,
  ServiceIntent,
  Value,
} from './intent.ts';
import { defaultsOf } from './class-defaults.ts';
import type { Plain, RenderedEntry } from './render-yaml.ts';
import { renderEntry, renderItem } from './render-yaml.ts';

type Pair = readonly [string, Plain];

/** At most so many reasons beside an entry: the file is for reading. */
const REASONS = 3;

export function renderClass(dataClass: DataClass): RenderedEntry {
  const { title, value, kind, fields, requires } = dataClass;
  const isDefault = sameTexts(requires, defaultsOf(kind).requires);
  const pairs: Pair[] = [
    ['title', title],
    ['value', plainValue(value)],
    ['class', kind],
  ];
  if (fields.length > 0) pairs.push(['fields', fields]);
  if (!isDefault || requires.length > 0) pairs.push(['requires', requires]);
  const comments = dataClass.evidence
    .slice(0, REASONS)
    .map(({ what, strength, at }) => `proposed (${strength}): ${what}, ${formatPlace(at)}`);
  return renderEntry(dataClass.id, { pairs }, comments);
}

function plainValue({ confidentiality, integrity, availability }: Value): Plain {
  if (confidentiality === integrity && integrity === availability) return confidentiality;
  return {
    pairs: [
      ['confidentiality', confidentiality],
      ['integrity', integrity],
      ['availability', availability],
    ],
  };
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

export function renderService(service: ServiceIntent): RenderedEntry {
  const pairs: Pair[] = [];
  if (service.may.length > 0) pairs.push(['may', service.may.map(plainPermission)]);
  if (service.holds.length > 0) pairs.push(['holds', service.holds]);
  if (service.public) pairs.push(['public', true]);
  if (service.because !== undefined) pairs.push(['because', service.because]);
  const places = [...new Set(service.may.flatMap(({ at }) => (at === undefined ? [] : [`${at.file}:${at.line}`])))];
  const more = places.length > REASONS ? ` and ${places.length - REASONS} more` : '';
  const comment = places.length === 0 ? 'proposed' : `proposed: ${places.slice(0, REASONS).join(', ')}${more}`;
  return renderEntry(service.service, { pairs }, [comment]);
}

function plainPermission({ verb, data, in: targets }: Permission): Plain {
  const where: Plain = targets.length === 1 ? (targets[0] ?? '') : targets;
  if (verb !== 'invoke')
    return {
      pairs: [
        [verb, data],
        ['in', where],
      ],
    };
  return {
    pairs:
      data.length === 0
        ? [['invoke', where]]
        : [
            ['invoke', where],
            ['with', data],
          ],
  };
}

export function renderRoute(route: RouteIntent): RenderedEntry {
  const pairs: Pair[] = [['audience', route.audience]];
  if (route.accepts.length > 0) pairs.push(['accepts', route.accepts]);
  if (route.returns.length > 0) pairs.push(['returns', route.returns]);
  const comment = route.at === undefined ? 'proposed' : `proposed: ${route.at.file}:${route.at.line}`;
  return renderEntry(route.route, { pairs }, [comment]);
}

export function renderExternal(external: ExternalIntent): RenderedEntry {
  const pairs: Pair[] = [];
  if (external.kind !== 'store') pairs.push(['kind', external.kind]);
  if (external.host !== undefined) pairs.push(['host', external.host]);
  if (external.name !== undefined) pairs.push(['name', external.name]);
  if (external.service !== undefined) pairs.push(['service', external.service]);
  if (external.holds.length > 0) pairs.push(['holds', external.holds]);
  return renderEntry(external.id, { pairs }, ['proposed']);
}

export function renderAcceptance(acceptance: Acceptance): RenderedEntry {
  const { finding, on, data, in: store, because, until } = acceptance;
  const pairs: Pair[] = [
    ['finding', finding],
    ['on', on],
  ];
  if (data !== undefined) pairs.push(['data', data]);
  if (store !== undefined) pairs.push(['in', store]);
  pairs.push(['because', because]);
  if (until !== undefined) pairs.push(['until', until]);
  return renderItem({ pairs }, []);
}

function renderAttestation({ service, program, because, until }: Attestation): RenderedEntry {
  const pairs: Pair[] = [
    ['service', service],
    ['program', program],
    ['because', because],
  ];
  if (until !== undefined) pairs.push(['until', until]);
  return renderItem({ pairs }, []);
}

/** The sections of an intent in the order of the file, empty ones left out. */
export function renderSections(
  intent: Intent,
): readonly (readonly [string, 'mapping' | 'list', readonly RenderedEntry[]])[] {
  const sections = [
    ['data', 'mapping', intent.data.map(renderClass)],
    ['services', 'mapping', [...intent.services.values()].map(renderService)],
    ['routes', 'mapping', intent.routes.map(renderRoute)],
    ['external', 'mapping', intent.external.map(renderExternal)],
    ['accept', 'list', intent.accept.map(renderAcceptance)],
    ['attest', 'list', (intent.attest ?? []).map(renderAttestation)],
  ] as const;
  return sections.filter(([, , entries]) => entries.length > 0);
}
