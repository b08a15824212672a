/** Modules that the build makes out of the contracts, the texts and the city pack (build.ts). */
declare module 'ithope:routes' {
  export const routes: import('./contracts.ts').RouteTable;
}
declare module 'ithope:city' {
  export const city: import('./core/city.ts').StaffCity;
}
declare module 'ithope:city-committees' {
  export const committeeCity: import('./core/city.ts').CommitteeCity;
}
declare module 'ithope:city-money' {
  export const moneyCity: import('./core/city.ts').MoneyCity;
}
declare module 'ithope:city-applications' {
  export const applicationsCity: import('./core/city.ts').ApplicationsCity;
}
declare module 'ithope:texts' {
  /** Language → address of its texts. */
  export const addresses: Readonly<Record<'ko' | 'en', string>>;
}
declare module 'ithope:shell' {
  /** What the worker keeps: the app's page, the script that it must name, and the files it needs. */
  export const shell: {
    readonly version: string;
    readonly page: { readonly address: string; readonly script: string };
    readonly files: readonly string[];
  };
}
