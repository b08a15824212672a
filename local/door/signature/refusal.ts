/** Why a signature was not accepted. Each protocol words it in its own way. */
export type RefusalKind =
  | 'missing'
  | 'malformed'
  | 'unknown-key'
  | 'wrong-token'
  | 'wrong-signature'
  | 'wrong-body'
  | 'skewed'
  | 'expired';

export class SignatureRefused extends Error {
  readonly kind: RefusalKind;
  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.name = 'SignatureRefused';
    this.kind = kind;
  }
}
