import { describe, expect, test } from '@jest/globals';
import { termsWay } from '../../../src/activation/ways/terms.ts';

const shown = (html: string) => termsWay({ html, locale: 'es' }, 'es').model(undefined, []).terms;

describe('the realm’s terms and conditions', () => {
  test.each([
    ['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
    ['<p onclick="x()" style="color:red" class="x">a</p>', '<p>a</p>'],
    ['<img src="https://evil.test/x.png"><iframe src="//x"></iframe>a', 'a'],
    ['<a href="javascript:alert(1)">a</a>', '<a target="_blank" rel="noopener noreferrer">a</a>'],
    ['<a href="//evil.test">a</a>', '<a target="_blank" rel="noopener noreferrer">a</a>'],
    ['<form action="https://evil.test"><input name="password"><button>a</button></form>', 'a'],
    ['<h1>a</h1><h4>b</h4>', '<h2>a</h2><h2>b</h2>'],
    ['1 < 2 & "3"', '1 &lt; 2 &amp; "3"'],
  ])('are shown without what could act or look like ours: %s', (html, safe) => {
    expect(shown(html)?.html).toBe(safe);
  });

  test.each([
    ['https://sol.test/t', 'https://sol.test/t'],
    ['<p> https://sol.test/t?a=1&amp;b=2 </p>', 'https://sol.test/t?a=1&b=2'],
    ['<a href="https://evil.test">https://sol.test/t</a>', 'https://sol.test/t'],
    ['javascript:alert(1)', undefined],
    ['see https://sol.test/t', undefined],
  ])('are a link where they are an address and nothing else: %s', (html, link) => {
    expect(shown(html)?.link).toBe(link);
  });

  test('count as read only where the form shows which text it was', () => {
    const way = termsWay({ html: '<p>a</p>', locale: 'es' }, 'es');
    const { fingerprint = '' } = way.model(undefined, []).terms ?? {};
    const other = { terms: 'yes', termsShown: 'another' };
    expect(way.model({ terms: 'yes', termsShown: fingerprint }, []).terms?.accepted).toBe(true);
    expect(way.model(other, []).terms).toMatchObject({ accepted: false, faults: [expect.stringContaining('no es el texto')] });
    expect(way.model({ termsShown: 'another' }, []).terms?.faults).toEqual([]);
    expect(way.read({ termsShown: fingerprint }).faults).toHaveLength(1);
  });
});
