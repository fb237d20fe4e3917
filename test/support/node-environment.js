import vm from 'node:vm';
import NodeEnvironment from 'jest-environment-node';

/**
 * Jest's environment of Node, in a context whose global object is an ordinary one. In Jest's own every name of a global (`Math`, `Promise`, `Array`) is
 * looked up through an interceptor and a proxy, which takes a hundred times as long: drawing all pages took a minute instead of ten seconds.
 */
export default class OrdinaryContext extends NodeEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
