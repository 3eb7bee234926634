/**
 * Notebooks in Java: the files under {@code notebooks/}, the engine that runs their cells, and the
 * desk that cells work at.
 *
 * <p>Here live reading, running and writing a notebook, its page, the kernel that Jupyter starts,
 * and what a cell may call. Cells ask the same jobs as the commands do; no formula lives here.
 */
@NullMarked
package org.openqof.notebook;

import org.jspecify.annotations.NullMarked;
