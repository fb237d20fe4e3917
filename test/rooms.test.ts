import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../src/common/paths.ts';

/**
 * The rooms of `src/` and what each may import, as README says it under "Where things are". A room is a folder with files in it, or a file
 * right in `src/`; an arrow is an import of any kind from one room to another: of types, too, and while running.
 */

/** "About 14": beyond it a newcomer no longer finds their way. */
const MOST_FILES = 14;
/** Lists of like things, in which nobody looks for their way. */
const FLAT_LISTS = ['configure'];

const SRC = join(ROOT, 'src');
const section = /## Where things are\n(.*?)\n## /s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
const namesIn = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const rows = [...section.matchAll(/^\| (`[^|]*) \|[^|]*\| ?([^|]*?) ?\|$/gm)].map(([, rooms, allowed = '']) => ({
  rooms: namesIn(rooms),
  takesAll: allowed === 'everything',
  allowed: namesIn(allowed),
}));
/** What every room may import: the table's last row, and the error class. */
const common = [...(rows.at(-1)?.rooms ?? []), 'errors.ts'];
const orders = [...section.matchAll(/^- `(\S+)`: (.*→.*)$/gm)].map(([, area = '', line = '']) => ({
  area,
  levels: line.split('→').map((level) => namesIn(level).map((name) => (name === area ? area : `${area}/${name}`))),
}));

interface Arrow {
  from: string;
  to: string;
  /** The files, for whoever reads a failure. */
  why: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (file: string): string => (dirname(file) === '.' ? file : dirname(file));
const areaOf = (room: string): string => room.split('/')[0] ?? room;

/** `import … from`, `export … from`, `import '…'`, `await import('…')`, `import('…').Type`. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^'\n]*\.ts)'/g;

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, name = '']) => relative(SRC, join(SRC, dirname(file), name)));
}

const arrows: Arrow[] = files.flatMap((file) =>
  importsOf(file).map((target) => ({ from: roomOf(file), to: roomOf(target), why: `${file} imports ${target}` })),
);
const between = arrows.filter(({ from, to }) => from !== to);

describe('between rooms', () => {
  test('every room has its row, and no row is of a room that is gone', () => {
    const stated = rows.flatMap((row) => row.rooms);
    expect(new Set(stated).size).toBe(stated.length);
    expect(stated.sort()).toEqual([...new Set(files.map(roomOf).map(areaOf))].sort());
  });

  test('each imports only what the table of README allows', () => {
    expect(between.length).toBeGreaterThan(500);
    const wrong = between.filter(({ from, to }) => {
      const row = rows.find(({ rooms }) => rooms.includes(areaOf(from)));
      const inside = row?.rooms.includes(areaOf(to));
      return !inside && !row?.takesAll && ![...common, ...(row?.allowed ?? [])].includes(areaOf(to));
    });
    expect(wrong.map(({ why }) => why)).toEqual([]);
  });
});

describe('inside a room', () => {
  test('every folder has its place in the order', () => {
    for (const { area, levels } of orders) {
      const inside = new Set(files.map(roomOf).filter((room) => areaOf(room) === area));
      expect([area, levels.flat().sort()]).toEqual([area, [...inside].sort()]);
    }
    const nested = new Set(
      files
        .map(roomOf)
        .filter((room) => room.includes('/'))
        .map(areaOf),
    );
    expect(orders.map(({ area }) => area).sort()).toEqual([...nested].sort());
  });

  test('imports go from left to right, never back and never sideways', () => {
    const wrong = between.filter(({ from, to }) => {
      const order = orders.find(({ area }) => area === areaOf(from) && area === areaOf(to));
      const levelOf = (room: string) => order?.levels.findIndex((level) => level.includes(room)) ?? 0;
      return order !== undefined && levelOf(from) >= levelOf(to);
    });
    expect(wrong.map(({ why }) => why)).toEqual([]);
  });
});

test('no rooms import each other in a circle', () => {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of between) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (room: string, path: string[]): void => {
    if (path.includes(room)) circles.push([...path.slice(path.indexOf(room)), room].join(' → '));
    else if (!done.has(room)) {
      for (const other of next.get(room) ?? []) walk(other, [...path, room]);
      done.add(room);
    }
  };
  for (const room of next.keys()) walk(room, []);
  expect(circles).toEqual([]);
});

test('no room has more files than somebody finds their way in', () => {
  const sizes = new Map<string, number>();
  for (const file of files) if (dirname(file) !== '.') sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  const crowded = [...sizes].filter(([room, size]) => size > MOST_FILES && !FLAT_LISTS.includes(room));
  expect(crowded).toEqual([]);
});

test('the environment is read where a process starts, while building, and by the embedded start alone', () => {
  const reads = files.filter((file) => /\bprocess\.env\b/.test(readFileSync(join(SRC, file), 'utf8')));
  const may = ['build', 'dev', ...rows.filter(({ takesAll }) => takesAll).flatMap(({ rooms }) => rooms)];
  expect(reads.length).toBeGreaterThan(2);
  expect(reads.filter((file) => !may.includes(areaOf(roomOf(file))))).toEqual([]);
});
