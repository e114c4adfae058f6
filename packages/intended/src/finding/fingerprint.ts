/**
 * Identity of a finding: 16 hexadecimal digits made from what is wrong with what, never from where it stands,
 * so that moved lines and renamed files keep it. `discriminator` tells apart two findings of one control on one
 * resource (data class and store, say); leave it empty where there can be only one.
 */
export function fingerprint(control: string, resource: string, discriminator = ''): string {
  // JSON keeps the parts apart: `a` + `bc` and `ab` + `c` are two identities.
  return digest(JSON.stringify([control, resource, discriminator]));
}

/**
 * FNV-1a over UTF-16 units, 64 bits. Identity, not secrecy: whoever could forge a collision already writes
 * the templates and the baseline, so a cryptographic digest would buy nothing here.
 * Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
