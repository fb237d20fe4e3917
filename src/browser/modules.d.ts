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
