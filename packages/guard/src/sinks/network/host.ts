import type { Breach, Taint } from '../taint.ts';
import { addressClass, canonicalHost, isMetadataName } from './address.ts';

/** Headers that name the service itself or the page before: handlers rarely fetch them, browsers always send them. */
const OWN_HEADERS = new Set([
  'host',
  'origin',
  'referer',
  'x-forwarded-host',
  'x-forwarded-for',
  'forwarded',
  'via',
  'user-agent',
  'cookie',
  'authorization',
]);

export interface EgressRule {
  /** Declared hosts; undefined where the policy restricts none. */
  readonly allowed: readonly string[] | undefined;
  /** Hosts of the platform's own services, from its environment variables: never input, never a metadata address. */
  readonly platform: ReadonlySet<string>;
}

/**
 * Judges a host before it is looked up. Metadata addresses are never allowed; a declared host is, whoever named it;
 * a host named by input or, with a list, any other is not.
 */
export function hostBreach(host: string, taints: readonly Taint[], rule: EgressRule): Breach | undefined {
  const name = canonicalHost(host);
  const kind = addressClass(name);
  const metadata = {
    code: 'egress-metadata',
    rule: 'network.metadata',
    because: 'the host is a metadata address',
  } as const;
  if (kind === 'metadata' || isMetadataName(name)) return { ...metadata, input: hostSource(name, taints, true)?.sent };
  if (rule.platform.has(name)) return undefined;
  if (rule.allowed !== undefined && isAllowed(name, rule.allowed)) return undefined;
  // On a laptop the service itself is called by a name of loopback, and calls others there.
  const isLoopback = kind === 'loopback' || name === 'localhost';
  const isInner = !isLoopback && ((kind !== undefined && kind !== 'public') || isInnerName(name));
  const source = hostSource(name, taints, isInner);
  if (source !== undefined)
    return { code: 'egress-input', rule: 'network.host', input: source.sent, because: 'the value chose the host' };
  if (rule.allowed === undefined) return undefined;
  return { code: 'egress-host', rule: 'network.undeclared', input: undefined, because: `\`${name}\` is not declared` };
}

/**
 * Judges the address that a name resolved to, at the moment of connecting: a public name that now means a private
 * address is rebinding. A declared name may be private, never metadata.
 */
export function resolvedBreach(
  host: string,
  address: string,
  taints: readonly Taint[],
  rule: EgressRule,
): Breach | undefined {
  const kind = addressClass(address);
  if (kind === undefined || kind === 'public') return undefined;
  const name = canonicalHost(host);
  if (kind === 'metadata')
    return {
      code: 'egress-metadata',
      rule: 'network.rebinding',
      input: undefined,
      because: 'the host resolves to a metadata address',
    };
  if (rule.platform.has(name) || (rule.allowed !== undefined && isAllowed(name, rule.allowed))) return undefined;
  const source = hostSource(name, taints, kind !== 'loopback');
  if (source === undefined) return undefined;
  return {
    code: 'egress-input',
    rule: 'network.rebinding',
    input: source.sent,
    because: `the host resolves to a ${kind} address`,
  };
}

function isInnerName(name: string): boolean {
  return (
    name === 'localhost' ||
    !name.includes('.') ||
    /\.(?:localhost|local|internal|intranet|lan|corp|home|arpa)$/.test(name)
  );
}

/** `api.example.com` itself, or `*.example.com` for all below it. */
export function isAllowed(name: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const declared = entry.toLowerCase().replace(/:\d+$/, '');
    if (declared === '*' || declared === name) return true;
    return declared.startsWith('*.') && name.endsWith(declared.slice(1)) && name.length > declared.length - 1;
  });
}

/** The input that says the host: as a whole, inside an address, or as the end of it, which is what decides. */
function hostSource(name: string, taints: readonly Taint[], ownHeadersToo: boolean): Taint | undefined {
  return taints.find(
    (taint) =>
      (ownHeadersToo || taint.sent.where !== 'header' || !OWN_HEADERS.has(taint.sent.name.toLowerCase())) &&
      taint.forms.some(
        (form) => form.length <= 4096 && !isMailAddress(form, taint.sent.name) && saysHost(form.toLowerCase(), name),
      ),
  );
}

/** Half of the world's mail addresses end in the name of a service that somebody calls; as an address they are named so. */
function isMailAddress(form: string, name: string): boolean {
  return (
    /^[\w.+-]{1,64}@[\w.-]+$/.test(form) &&
    !/url|uri|host|link|site|domain|callback|redirect|hook|endpoint|server|target|dest|src|proxy|feed|page|image|img|path/i.test(
      name,
    )
  );
}

function saysHost(form: string, name: string): boolean {
  if (form === name) return true;
  const kind = addressClass(name);
  if (kind !== undefined) return saysAddress(form, name);
  if (form.length < 4 && !form.includes('.')) return false;
  // `evil.example` in `https://api.evil.example`: the end of a name decides whose it is.
  const ending = form.replace(/^[.@/]+/, '').replace(/[/?#:\\].*$/s, '');
  if (ending.includes('.') && ending.length > 3 && (name === ending || name.endsWith(`.${ending}`))) return true;
  return hostsIn(form).some((host) => host === name || (host.includes('.') && name.endsWith(`.${host}`)));
}

/** Spelled one way by the client, and another way here. */
function saysAddress(form: string, name: string): boolean {
  if (form.includes(name) && isAtBorders(form, name)) return true;
  const here = canonicalAddress(name);
  return hostsIn(form).some((host) => canonicalAddress(host) === here) || canonicalAddress(form) === here;
}

function isAtBorders(form: string, name: string): boolean {
  const at = form.indexOf(name);
  return !/[\w.]/.test(form[at - 1] ?? ' ') && !/[\w]/.test(form[at + name.length] ?? ' ');
}

function canonicalAddress(text: string): string | undefined {
  if (addressClass(text) === undefined) return undefined;
  try {
    return canonicalHost(
      new URL(`http://${text.includes(':') && !text.startsWith('[') ? `[${text}]` : text}/`).hostname,
    );
  } catch {
    return undefined;
  }
}

const AUTHORITY = /(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}([^\\/?#\s"'<>]+)/g;

/** Hosts of every address in a text, read as an address parser reads them (credentials, ports, backslashes). */
function hostsIn(form: string): readonly string[] {
  const hosts: string[] = [];
  const candidates = [...form.matchAll(AUTHORITY)].slice(0, 8).map((match) => match[1] ?? '');
  if (!/[\s/]/.test(form.split(/[/?#]/, 1)[0] ?? ' ')) candidates.push(form.split(/[/?#\\]/, 1)[0] ?? '');
  for (const authority of candidates) {
    try {
      hosts.push(canonicalHost(new URL(`http://${authority}/`).hostname));
    } catch {
      hosts.push(canonicalHost(authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '')));
    }
  }
  return hosts;
}
