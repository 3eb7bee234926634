package org.openqof.notebook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the classes of cells.
 *
 * <p>It gives out their bytes by name as well: Spark's executors ask the context class loader of
 * the thread that started Spark, and read the class of a lambda before they run it.
 */
final class CellLoader extends ClassLoader implements LoaderDelegate {
  private static final String CLASS = ".class";

  private final Map<String, byte[]> classes = new ConcurrentHashMap<>();

  CellLoader() {
    super("cells", CellLoader.class.getClassLoader());
  }

  @Override
  public void load(ClassBytecodes[] loaded) {
    for (ClassBytecodes one : loaded) {
      classes.put(one.name(), one.bytecodes());
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] redefined) {
    load(redefined);
  }

  @Override
  public void addToClasspath(String path) throws InternalException, EngineTerminationException {
    throw new InternalException("The class path of a notebook is that of the program.");
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes =
        name.endsWith(CLASS)
            ? classes.get(name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            : null;
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }
}
