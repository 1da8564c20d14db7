/**
 * The page's policy demands trusted types: a string never becomes HTML or script. The one thing that strings are needed for is the address of
 * a worker, and that has to be of this origin. A worker that makes further ones is asked the same, where the server says the policy too.
 */

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

/** Browsers without trusted types need nothing. */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      const { href, origin } = globalThis.location;
      if (new URL(address, href).origin !== origin) throw new TypeError('not of this page');
      return address;
    },
  });
}
