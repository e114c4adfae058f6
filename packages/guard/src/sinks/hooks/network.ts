import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import process from 'node:process';
import type { Denied } from '../../decision.ts';
import type { Policy } from '../../policy.ts';
import { addressClass } from '../network/address.ts';
import { type EgressRule, hostBreach, resolvedBreach } from '../network/host.ts';
import { pathBreach } from '../path/escape.ts';
import { type Call, isCall, type Ledger, replace } from './lock.ts';
import { judge } from './watch.ts';

/** Hooks connecting, looking up and sending: TCP, TLS, HTTP of all versions, `fetch`, WebSocket, DNS, UDP. */
export function hookNetwork(ledger: Ledger): void {
  replace(net.Socket.prototype, 'connect', 'net.Socket.prototype.connect', connecting, ledger);
  hookNames(ledger);
  replace(dgram.Socket.prototype, 'send', 'dgram.Socket.prototype.send', sending, ledger);
  replace(dgram.Socket.prototype, 'connect', 'dgram.Socket.prototype.connect', joining, ledger);
}

export function hostRefusal(host: string): Denied | undefined {
  return judge((taints, policy) => hostBreach(host, taints, ruleOf(policy)));
}

function addressRefusal(host: string, address: string): Denied | undefined {
  return judge((taints, policy) => resolvedBreach(host, address, taints, ruleOf(policy)));
}

/** Where Lambda's own services listen; from the environment of the process, once. */
const PLATFORM_VARIABLES = ['AWS_LAMBDA_RUNTIME_API', 'AWS_XRAY_DAEMON_ADDRESS', '_X_AMZN_TRACE_ADDRESS'];
let platform: ReadonlySet<string> | undefined;

function ruleOf(policy: Policy): EgressRule {
  platform ??= new Set(
    PLATFORM_VARIABLES.flatMap((name) => (process.env[name] ?? '').split(' '))
      .map((address) =>
        address
          .replace(/^(?:tcp|udp):/, '')
          .replace(/:\d+$/, '')
          .toLowerCase(),
      )
      .filter((host) => host !== '' && addressClass(host) !== 'metadata'),
  );
  return { allowed: policy.egress, platform };
}

type Options = Readonly<Record<string, unknown>>;

/** A refused connection fails as one that the network refused: drivers and agents know what to do. */
function connecting(original: Call): Call {
  return function hooked(this: unknown, ...args) {
    const options = connectOptions(args);
    const refusal = options === undefined ? undefined : targetRefusal(options);
    if (refusal !== undefined && this instanceof net.Socket) {
      process.nextTick(() => this.destroy(refusal));
      return this;
    }
    if (refusal !== undefined) throw refusal;
    return Reflect.apply(original, this, options === undefined ? args : withCheckedLookup(args, options));
  };
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, or what `net.connect` makes of them: `[options, callback]`. */
function connectOptions(args: readonly unknown[]): Options | undefined {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (isOptions(first)) return first;
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first };
  if (typeof first !== 'number' && typeof first !== 'string') return undefined;
  return { port: first, ...(typeof args[1] === 'string' ? { host: args[1] } : {}) };
}

function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null;
}

function targetRefusal(options: Options): Denied | undefined {
  const { path } = options;
  // A named socket: reached only by a path that the handler chose.
  if (typeof path === 'string' && path !== '')
    return judge((taints, policy) => pathBreach(path, taints, { declared: policy.folders ?? [], usual: ['/tmp'] }));
  return hostRefusal(hostOf(options));
}

function hostOf(options: Options): string {
  return typeof options['host'] === 'string' && options['host'] !== '' ? options['host'] : 'localhost';
}

/** The address that is connected to is checked when the name is resolved for it, not before: no time for rebinding. */
function withCheckedLookup(args: readonly unknown[], options: Options): readonly unknown[] {
  if (typeof options['path'] === 'string' || net.isIP(hostOf(options)) !== 0) return args;
  const inner: unknown = options['lookup'] ?? dns.lookup;
  if (!isCall(inner)) return args;
  const made = { ...options, lookup: checkedLookup(inner) };
  const [first, ...rest] = args;
  if (Array.isArray(first)) {
    // Node marks its own argument lists, so the list itself stays.
    first[0] = made;
    return args;
  }
  return isOptions(first) ? [made, ...rest] : [made, ...rest.filter((one) => typeof one === 'function')];
}

function checkedLookup(inner: Call): Call {
  return function lookup(this: unknown, ...args) {
    const callback = args.at(-1);
    const host = String(args[0]);
    if (!isCall(callback)) return Reflect.apply(inner, this, args);
    const done = (...results: readonly unknown[]): void => {
      const refusal = addressesOf(results[1])
        .map((address) => addressRefusal(host, address))
        .find((one) => one !== undefined);
      callback(...(refusal === undefined ? results : [refusal]));
    };
    return Reflect.apply(inner, this, [...args.slice(0, -1), done]);
  };
}

function addressesOf(result: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(result) ? result : [result];
  return list.flatMap((one) => {
    const address: unknown = isOptions(one) ? one['address'] : one;
    return typeof address === 'string' ? [address] : [];
  });
}

const RECORDS =
  'resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTlsa resolveTxt reverse';

/** Names carry data out by themselves, so asking for one is sending to it. */
function hookNames(ledger: Ledger): void {
  const targets: readonly (readonly [object, string, boolean, string])[] = [
    [dns, 'dns', false, `lookup lookupService ${RECORDS}`],
    [dns.promises, 'dns.promises', true, `lookup lookupService ${RECORDS}`],
    [dns.Resolver.prototype, 'dns.Resolver', false, RECORDS],
    [dns.promises.Resolver.prototype, 'dns.promises.Resolver', true, RECORDS],
  ];
  for (const [target, label, isPromise, names] of targets)
    for (const name of names.split(' '))
      if (isCall(Reflect.get(target, name))) replace(target, name, `${label}.${name}`, naming(isPromise), ledger);
}

function naming(isPromise: boolean): (original: Call) => Call {
  return (original) =>
    function hooked(this: unknown, ...args) {
      const refusal = typeof args[0] === 'string' ? hostRefusal(args[0]) : undefined;
      if (refusal === undefined) return Reflect.apply(original, this, args);
      if (isPromise) return Promise.reject(refusal);
      const callback = args.at(-1);
      if (!isCall(callback)) throw refusal;
      process.nextTick(() => callback(refusal));
      return {};
    };
}

/** `send(message, [offset, length,] [port] [, address] [, callback])`: the address is the last text. */
function sending(original: Call): Call {
  return function hooked(this: unknown, ...args) {
    const address = args.slice(1).findLast((one) => typeof one === 'string');
    const isConnected = address === undefined && !args.slice(1).some((one) => typeof one === 'number');
    const refusal = isConnected ? undefined : hostRefusal(typeof address === 'string' ? address : 'localhost');
    if (refusal !== undefined) return failed(args.at(-1), refusal);
    return Reflect.apply(original, this, args);
  };
}

function joining(original: Call): Call {
  return function hooked(this: unknown, ...args) {
    const refusal = hostRefusal(typeof args[1] === 'string' ? args[1] : 'localhost');
    if (refusal !== undefined) return failed(args.at(-1), refusal);
    return Reflect.apply(original, this, args);
  };
}

function failed(callback: unknown, refusal: Denied): undefined {
  if (!isCall(callback)) throw refusal;
  process.nextTick(() => callback(refusal));
  return undefined;
}
