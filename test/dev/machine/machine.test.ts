import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort, LOOPBACK, requireFreePorts } from '../../../src/dev/machine/ports.ts';
import { findJava, findMaven, parseJavaVersion, parseMavenVersion } from '../../../src/dev/machine/tools.ts';

describe('Java and Maven', () => {
  test.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_292"', 8],
    ['openjdk version "26-ea" 2026-03-17', 26],
    ['Picked up JAVA_TOOL_OPTIONS: -Dx="y"\nopenjdk version "25.0.1" 2025-10-21', 25],
    ['sh: java: not found', undefined],
  ])('%j is Java %s', (text, version) => {
    expect(parseJavaVersion(text)).toBe(version);
  });

  test.each([
    ['\u001b[1mApache Maven 3.8.7\u001b[m\nMaven home: /usr/share/maven', [3, 8, 7]],
    ['Apache Maven 4.0.0-rc-5 (abc)', [4, 0, 0]],
    ['Apache Maven 3.9', [3, 9, 0]],
    ['nothing of the kind', undefined],
  ])('%j is Maven %j', (text, version) => {
    expect(parseMavenVersion(text)).toEqual(version);
  });

  test('that are missing are named in one line that says how to get them', async () => {
    const nowhere = { PATH: '/nonexistent' };
    await expect(findJava(nowhere)).rejects.toThrow(/^Java is missing: install a JDK 17 or newer.*$/);
    await expect(findMaven(nowhere)).rejects.toThrow(/^Maven \(mvn\) is missing: install Maven 3\.6\.3 or newer.*$/);
    await expect(findJava({ ...nowhere, JAVA_HOME: '/opt/old' })).rejects.toThrow('JAVA_HOME points to /opt/old');
  });
});

describe('ports', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  async function occupy(host: string): Promise<number> {
    const port = await freePort();
    const server = createServer().listen(port, host);
    servers.push(server);
    await once(server, 'listening');
    return port;
  }

  test.each([LOOPBACK, '0.0.0.0'])('taken on %s are named with the setting that changes them', async (host) => {
    const port = await occupy(host);
    const taken = `port ${port} is taken: end what listens there or set KEYCLOAK_PORT to a free port`;
    await expect(requireFreePorts({ PORT: await freePort(), KEYCLOAK_PORT: port })).rejects.toThrow(taken);
  });

  test('that are free pass', async () => {
    await expect(requireFreePorts({ PORT: await freePort() })).resolves.toBeUndefined();
  });
});
