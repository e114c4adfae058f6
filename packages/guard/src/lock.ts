/** Freezes a policy and its plain parts: what was reviewed is what runs. Functions and class instances stay as they are. */
export function freeze<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null || depth > 16 || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
  for (const part of Object.values(value)) freeze(part, depth + 1);
  return Object.freeze(value);
}
