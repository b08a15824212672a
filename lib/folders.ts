/** Where the build puts what is deployed: `<bundles>/<function>/index.js`, the public site, the staff app. */
export const BUNDLES = 'dist/functions';
export const SITE = 'dist/site';
export const STAFF = 'dist/staff';
