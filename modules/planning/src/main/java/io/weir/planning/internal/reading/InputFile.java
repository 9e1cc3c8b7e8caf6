package io.weir.planning.internal.reading;

/**
 * A file that was read whole.
 *
 * @param name relative to the workspace, as messages show it
 * @param bytes its content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
record InputFile(String name, byte[] bytes) {
    boolean startsWith(int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
