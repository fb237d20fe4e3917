/** The address of a worker's own bundle, beside the file that asks for it (src/build/assets/assets.ts). */
declare module 'worker:*' {
  const url: string;
  export default url;
}

/** The word lists and keyboards of the strength meter, packed (src/build/assets/dictionaries.ts). */
declare module 'strength:dictionaries' {
  const data: import('../strength/packing.ts').PackedDictionaries;
  export default data;
}

/** Words of the frame for pages that have no template of ours, by language (build/themes). */
declare module 'brand:frame' {
  interface FrameWords {
    /** The language's own name. */
    name: string;
    legal: string;
    language: string;
    help: string;
    support: string;
    helpNavigation: string;
    /** Name of the menu with what belongs to the account. */
    account: string;
  }
  const words: Record<string, FrameWords | undefined>;
  export default words;
}
