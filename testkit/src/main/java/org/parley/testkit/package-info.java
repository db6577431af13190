/** Real servers for tests: started once, shared between modules, ended with the build. */
@NullMarked
package org.parley.testkit;

import org.jspecify.annotations.NullMarked;
