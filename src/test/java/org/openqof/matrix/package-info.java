/**
 * The matrix of whole-file faults: each kind of file that a run reads, damaged as a whole in each
 * of many ways, at a nation of 300 practices and through the command line. Nothing else imports it.
 */
package org.openqof.matrix;
