/**
 * The page's policy demands trusted types: a string never becomes HTML or script. The one thing that strings are needed for is the address of
 * a worker, and that has to be of this origin.
 */

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

/** Browsers without trusted types need nothing. */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      if (new URL(address, document.baseURI).origin !== window.location.origin) throw new TypeError('not of this page');
      return address;
    },
  });
}
