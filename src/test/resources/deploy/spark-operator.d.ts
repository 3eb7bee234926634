// The keys of kubeflow/spark-operator's v1beta2 that an example may use, as its types name them.
// A key that is not here is refused, though the operator may know it.
export interface ScheduledSparkApplication {
  apiVersion: "sparkoperator.k8s.io/v1beta2";
  kind: "ScheduledSparkApplication";
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec: {
    schedule: string;
    suspend?: boolean;
    concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
    successfulRunHistoryLimit?: number;
    failedRunHistoryLimit?: number;
    template: SparkApplicationSpec;
  };
}
interface SparkApplicationSpec {
  type: "Java" | "Python" | "Scala" | "R";
  sparkVersion: string;
  mode?: "cluster" | "client";
  image?: string;
  imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  mainClass?: string;
  mainApplicationFile: string;
  arguments?: string[];
  sparkConf?: Record<string, string>;
  hadoopConf?: Record<string, string>;
  restartPolicy?: {
    type?: "Never" | "Always" | "OnFailure";
    onFailureRetries?: number;
    onFailureRetryInterval?: number;
    onSubmissionFailureRetries?: number;
    onSubmissionFailureRetryInterval?: number;
  };
  timeToLiveSeconds?: number;
  driver: Pod & { coreRequest?: string; javaOptions?: string };
  executor: Pod & { coreRequest?: string; javaOptions?: string; instances?: number };
}
interface Pod {
  cores?: number;
  coreLimit?: string;
  memory?: string;
  memoryOverhead?: string;
  serviceAccount?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
