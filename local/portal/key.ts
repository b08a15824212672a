/**
 * The private half of the key by which Seoul's pack knows its made-up portal (Ed25519, PKCS #8 in base64). Everybody has
 * it: a stage that people rely on refuses its public half (PUBLISHED_KEYS).
 */
export const DEMONSTRATION_KEY = 'MC4CAQAwBQYDK2VwBCIEIKJOdU8Z0NFMTwN7zz3F8e4uRjx5jWrKA3eQCMeYWPKW';
